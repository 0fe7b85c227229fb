//! Recognises texts that the guard certainly accepts, by their letters alone. Most files are of this kind, and parsing them
//! once instead of twice halves the time to read a folder. What it does not recognise is left to the guard.

use super::Limits;

/// Whether the guard accepts `text`, as far as this can be said without parsing it: short lines of `key: value`, with
/// neither filled brackets, aliases, tags, escapes and directives nor a key twice in one map. `false` says nothing.
///
/// A line of a longer text that looks like a key is taken for one, which at most costs the inspection by the guard.
pub(super) fn is_certainly_accepted(text: &str, limits: Limits) -> bool {
    // A text within the file can be no longer than the file.
    if text.len() > limits.text.min(limits.bytes) {
        return false;
    }
    let mut maps = OpenMaps::default();
    let (mut lines, mut has_value) = (0, false);
    for line in text.lines() {
        lines += 1;
        let rest = line.trim_start_matches(' ');
        if rest.is_empty() || rest.starts_with('#') {
            continue;
        }
        has_value = true;
        if !is_simple(line, rest) {
            return false;
        }
        maps.take(line.len() - rest.len(), rest);
    }
    // A line opens at most a list and a map and holds a key and a value.
    has_value && 4 * lines <= limits.values && 2 * maps.deepest <= limits.depth && maps.have_no_key_twice()
}

/// Whether a byte can begin something that the guard may refuse.
fn is_special(byte: u8) -> bool {
    matches!(
        byte,
        b'&' | b'*' | b'!' | b'{' | b'}' | b'[' | b']' | b'\\' | b'%' | b'@' | b'`' | b'\t' | b'\r'
    )
}

/// Whether a line is at most a key of one word and a short value, of which nothing continues on the next line in quotes.
/// `rest` is the line without its indentation.
fn is_simple(line: &str, rest: &str) -> bool {
    let begins_with_word = |text: &str| {
        text.starts_with(|letter: char| letter.is_alphanumeric() || matches!(letter, '"' | '\''))
    };
    let count = |quote: u8| rest.bytes().filter(|byte| *byte == quote).count();
    let quotes = (count(b'"'), count(b'\''));
    // A number sign in quotes begins no remark. Parsers disagree on a remark without a blank before it.
    let (value, remark) =
        if quotes == (0, 0) { rest.split_once(" #").unwrap_or((rest, "")) } else { (rest, "") };
    let value = value.strip_suffix(": {}").or(value.strip_suffix(": []")).unwrap_or(value);
    let has_remark_in_word =
        value.bytes().zip(value.bytes().skip(1)).any(|pair| pair.1 == b'#' && pair.0 != b' ');
    line.len() <= Limits::KEY
        && quotes.0 % 2 == 0
        && quotes.1 % 2 == 0
        && begins_with_word(rest.strip_prefix("- ").unwrap_or(rest))
        && !has_remark_in_word
        && !value.bytes().any(is_special)
        && !remark.contains(['\t', '\r'])
}

/// The maps and lists that the lines open, by their indentation, and the keys in them.
#[derive(Default)]
struct OpenMaps<'t> {
    /// The indentation and the number of each map that is open.
    open: Vec<(usize, usize)>,
    /// The number of the map of each key.
    keys: Vec<(usize, &'t str)>,
    maps: usize,
    deepest: usize,
}

impl<'t> OpenMaps<'t> {
    /// Takes a line with this indentation.
    fn take(&mut self, indent: usize, rest: &'t str) {
        let (indent, entry, begins_item) = match rest.strip_prefix("- ") {
            Some(entry) => (indent + 2, entry, true),
            None => (indent, rest, false),
        };
        while self.open.last().is_some_and(|(outer, _)| *outer > indent || (begins_item && *outer == indent))
        {
            self.open.pop();
        }
        if self.open.last().is_none_or(|(outer, _)| *outer < indent) {
            self.maps += 1;
            self.open.push((indent, self.maps));
        }
        self.deepest = self.deepest.max(self.open.len());
        if let (Some((key, _)), Some((_, map))) = (entry.split_once(':'), self.open.last()) {
            self.keys.push((*map, key.trim_matches(['"', '\'', ' '])));
        }
    }

    fn have_no_key_twice(mut self) -> bool {
        self.keys.sort_unstable();
        self.keys.windows(2).all(|pair| pair[0] != pair[1])
    }
}
