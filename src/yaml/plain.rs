//! Recognises texts of simple lines by their letters alone, and splits them into the events of a parser. Most files are
//! of this kind, and reading them here takes a fraction of the time of a full parser. Everything else is left to the
//! guard and the parser. Builds no value.

use std::borrow::Cow;

use foldhash::{HashSet, HashSetExt};

use super::Limits;

/// A text that the guard certainly accepts, as events.
#[derive(Debug, Clone)]
pub(super) struct PlainText<'t> {
    pub(super) events: Vec<PlainEvent<'t>>,
}

/// A part of a text, in its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum PlainEvent<'t> {
    /// The value is missing, as in `a:`.
    Nothing,
    /// A key, or a value without quotes, which may be a number.
    Word(&'t str),
    /// A value in quotes or of several lines, which is always a text.
    Quoted(Cow<'t, str>),
    ListStart,
    ListEnd,
    MapStart,
    MapEnd,
}

impl<'t> PlainText<'t> {
    /// The events of `text`, which the guard's inspection of characters has accepted. `None` unless every line is simple:
    /// `key: value` with a short key, where the value may be such pairs in braces, an item `- value`, a remark, or a line of
    /// a text that begins with `|-`.
    pub(super) fn of(text: &'t str, limits: Limits) -> Option<Self> {
        // A text within the file can be no longer than the file.
        let is_short = text.len() <= limits.text.min(limits.bytes);
        // A carriage return alone may end a line.
        let ends_lines_simply =
            || !text.contains('\r') || text.matches('\r').count() == text.matches("\r\n").count();
        if !is_short || text.contains('\t') || !ends_lines_simply() {
            return None;
        }
        let mut lines = PlainLines {
            // As many as a usual text has, because growing costs as much as filling.
            events: Vec::with_capacity(text.len() / 8),
            keys: HashSet::with_capacity(text.len() / 32),
            ..PlainLines::default()
        };
        for line in text.lines() {
            lines.take(line)?;
        }
        let deepest = lines.deepest;
        let events = lines.end()?;
        // A map or list in brackets is one deeper.
        (events.len() <= limits.values && deepest < limits.depth).then_some(Self { events })
    }
}

/// What the lines so far have opened.
#[derive(Default)]
struct PlainLines<'t> {
    events: Vec<PlainEvent<'t>>,
    open: Vec<OpenBlock>,
    /// The number of maps and lists so far.
    blocks: usize,
    deepest: usize,
    /// The number of the map of each key.
    keys: HashSet<(usize, &'t str)>,
    unfinished: Unfinished<'t>,
}

/// A map or list that is still open.
struct OpenBlock {
    indent: usize,
    kind: BlockKind,
    number: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum BlockKind {
    List,
    Map,
}

/// What the last line leaves for the next ones.
#[derive(Default)]
enum Unfinished<'t> {
    #[default]
    None,
    /// Its key has no value so far.
    Value,
    /// Its key has a text of several lines: its indentation, which the first line decides, and the lines so far.
    Lines(Option<usize>, Vec<&'t str>),
}

impl<'t> PlainLines<'t> {
    /// Takes the next line. `None` if it is not simple.
    fn take(&mut self, line: &'t str) -> Option<()> {
        let rest = line.trim_start_matches(' ');
        let indent = line.len() - rest.len();
        if let Unfinished::Lines(..) = self.unfinished
            && self.take_of_text(line, indent, rest)?
        {
            return Some(());
        }
        if rest.is_empty() || rest.starts_with('#') {
            return Some(());
        }
        let Some(item) = rest.strip_prefix("- ") else {
            self.begin(indent, BlockKind::Map)?;
            return self.take_entry(key_of(rest)?);
        };
        self.begin(indent, BlockKind::List)?;
        match key_of(item) {
            Some(entry) => {
                self.open(indent + 2, BlockKind::Map);
                self.take_entry(entry)
            }
            None => self.take_scalar(item),
        }
    }

    /// Takes a line of a text of several lines. `false` if the text has ended before it.
    fn take_of_text(&mut self, line: &'t str, indent: usize, rest: &'t str) -> Option<bool> {
        let outer = self.open.last().map_or(0, |block| block.indent);
        let Unfinished::Lines(first, lines) = &mut self.unfinished else { return Some(false) };
        if rest.is_empty() {
            // Blanks alone, or a first line without a letter, may belong to the text or not.
            lines.push("");
            return (line.is_empty() && first.is_some()).then_some(true);
        }
        let within = *first.get_or_insert(indent);
        if indent >= within && within > outer {
            lines.push(line.get(within..)?);
            return Some(true);
        }
        if indent > outer {
            return None;
        }
        self.finish()?;
        Some(false)
    }

    /// Takes what the last line left unfinished.
    fn finish(&mut self) -> Option<()> {
        match std::mem::take(&mut self.unfinished) {
            Unfinished::None => {}
            Unfinished::Value => self.events.push(PlainEvent::Nothing),
            Unfinished::Lines(_, lines) => {
                let last = lines.iter().rposition(|line| !line.is_empty())?;
                self.events.push(PlainEvent::Quoted(lines.get(..=last)?.join("\n").into()));
            }
        }
        Some(())
    }

    /// Opens and closes blocks until the innermost one is that of a line with this indentation.
    fn begin(&mut self, indent: usize, kind: BlockKind) -> Option<()> {
        let is_item = kind == BlockKind::List;
        let outer = self.open.last().map(|block| block.indent);
        // The items of a key may have its own indentation.
        let is_deeper = outer.is_none_or(|outer| indent > outer || is_item && indent == outer);
        let may_be_value = self.events.is_empty() || matches!(self.unfinished, Unfinished::Value);
        if is_deeper && may_be_value {
            self.unfinished = Unfinished::None;
            self.open(indent, kind);
            return Some(());
        }
        self.finish()?;
        while self.open.last().is_some_and(|block| {
            block.indent > indent || block.indent == indent && block.kind == BlockKind::List && !is_item
        }) {
            self.close();
        }
        self.open.last().filter(|block| block.indent == indent && block.kind == kind).map(drop)
    }

    fn open(&mut self, indent: usize, kind: BlockKind) {
        self.blocks += 1;
        self.open.push(OpenBlock { indent, kind, number: self.blocks });
        self.deepest = self.deepest.max(self.open.len());
        self.events.push(match kind {
            BlockKind::List => PlainEvent::ListStart,
            BlockKind::Map => PlainEvent::MapStart,
        });
    }

    fn close(&mut self) {
        if let Some(block) = self.open.pop() {
            self.events.push(match block.kind {
                BlockKind::List => PlainEvent::ListEnd,
                BlockKind::Map => PlainEvent::MapEnd,
            });
        }
    }

    /// Takes a key and what follows it. `None` if the key is too long or in its map already.
    fn take_entry(&mut self, (key, value): (&'t str, &'t str)) -> Option<()> {
        let map = self.open.last()?.number;
        self.take_key(map, key)?;
        match value {
            "|-" => self.unfinished = Unfinished::Lines(None, Vec::new()),
            "{}" => self.events.extend([PlainEvent::MapStart, PlainEvent::MapEnd]),
            "[]" => self.events.extend([PlainEvent::ListStart, PlainEvent::ListEnd]),
            value if value.is_empty() || value.starts_with('#') => self.unfinished = Unfinished::Value,
            value if value.starts_with('{') => self.take_pairs(value)?,
            value => self.take_scalar(value)?,
        }
        Some(())
    }

    fn take_key(&mut self, map: usize, key: &'t str) -> Option<()> {
        // A longer key is refused.
        if key.len() > Limits::KEY || !self.keys.insert((map, key)) {
            return None;
        }
        self.events.push(PlainEvent::Word(key));
        Some(())
    }

    /// Takes a map in braces. `None` if it contains anything that could mean something else there.
    fn take_pairs(&mut self, value: &'t str) -> Option<()> {
        let pairs = value.strip_prefix('{')?.strip_suffix('}')?;
        self.blocks += 1;
        let map = self.blocks;
        self.events.push(PlainEvent::MapStart);
        for pair in pairs.split(", ") {
            let (key, value) = key_of(pair)?;
            let is_sign =
                |byte| matches!(byte, b',' | b':' | b'#' | b'?' | b'[' | b']' | b'{' | b'}' | b'"' | b'\\');
            if value.bytes().any(is_sign) {
                return None;
            }
            self.take_key(map, key)?;
            self.take_scalar(value)?;
        }
        self.events.push(PlainEvent::MapEnd);
        Some(())
    }

    fn take_scalar(&mut self, value: &'t str) -> Option<()> {
        self.events.push(match value.as_bytes().first()? {
            b'"' => PlainEvent::Quoted(inside(value, '"').filter(|text| !text.contains(['"', '\\']))?.into()),
            b'\'' => PlainEvent::Quoted(unescaped(inside(value, '\'')?)?),
            _ => PlainEvent::Word(word_of(value)?),
        });
        Some(())
    }

    fn end(mut self) -> Option<Vec<PlainEvent<'t>>> {
        self.finish()?;
        while !self.open.is_empty() {
            self.close();
        }
        (!self.events.is_empty()).then_some(self.events)
    }
}

/// The key at the start of a line, and what follows it.
fn key_of(rest: &str) -> Option<(&str, &str)> {
    let is_of_key = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    let length = rest.bytes().position(|byte| !is_of_key(&byte))?;
    let (key, value) = rest.split_at_checked(length)?;
    let value = value.strip_prefix(':').filter(|value| value.is_empty() || value.starts_with(' '))?;
    key.starts_with(|first: char| first.is_ascii_alphanumeric()).then_some((key, value.trim_matches(' ')))
}

/// A value without quotes, up to a remark. `None` if it contains anything that is not certainly a part of it.
fn word_of(value: &str) -> Option<&str> {
    let (mut previous, mut end) = (b' ', value.len());
    for (place, byte) in value.bytes().enumerate() {
        match (previous, byte) {
            (b' ', b'#') => {
                end = place;
                break;
            }
            // Parsers disagree on a remark without a blank before it.
            (_, b'#') | (b':', b' ') => return None,
            _ => previous = byte,
        }
    }
    let word = value.get(..end)?.trim_end_matches(' ');
    (word.starts_with(char::is_alphanumeric) && !word.ends_with(':')).then_some(word)
}

/// The text between two quotes.
fn inside(value: &str, quote: char) -> Option<&str> {
    value.strip_prefix(quote)?.strip_suffix(quote)
}

/// A text in which `'` is written twice.
fn unescaped(text: &str) -> Option<Cow<'_, str>> {
    if !text.contains('\'') {
        return Some(text.into());
    }
    let single = text.replace("''", "");
    (!single.contains('\'')).then(|| text.replace("''", "'").into())
}

#[cfg(test)]
mod tests;
