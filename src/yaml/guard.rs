//! The guard: inspects the parser events of a text, refuses what our formats do not need, and records the position of
//! each value. Builds no value.

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span};

use super::{Fault, FaultKind, Limits, Place, Places, SyntaxFault};

/// Whether a byte belongs to a character that every file may contain. Forbidden characters and line separators begin with
/// one of the other bytes: a control, or the first byte of U+0080 to U+00BF, U+2000 to U+2FFF or U+F000 to U+FFFF.
fn is_ordinary(byte: u8) -> bool {
    matches!(byte, b'\n' | b' '..=b'~' | 0x80..) && !matches!(byte, 0xC2 | 0xE2 | 0xEF)
}

/// Whether YAML readers disagree if `character` ends a line.
pub(super) fn is_line_separator(character: char) -> bool {
    matches!(character, '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether `character` is a Unicode noncharacter, reserved for use within a program. This program uses two of them as
/// marks in a line, so no file may contain any.
fn is_kept_for_programs(character: char) -> bool {
    matches!(character, '\u{fdd0}'..='\u{fdef}')
}

/// Refuses a noncharacter in a decoded text, where it may have been written as an escape.
fn inspect_escapes(text: &str) -> Result<(), FaultKind> {
    text.chars().find(|c| is_kept_for_programs(*c)).map_or(Ok(()), |c| Err(FaultKind::ForbiddenCharacter(c)))
}

/// The position of every value of `text`, which [`inspect_characters`] has accepted. Fails if the text exceeds `limits` or
/// uses anything that is refused.
pub(super) fn inspect(text: &str, limits: Limits) -> Result<Places, Fault> {
    let mut pass = Pass { limits, places: Places::default(), open: Vec::new(), values: 0, documents: 0 };
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| refused_by_parser(&error, text, limits))?;
        let place = place_of(span);
        pass.take(&event, span).map_err(|kind| Fault { place: Some(place), path: pass.path(), kind })?;
    }
    if pass.values == 0 {
        pass.places.set_nothing();
    }
    Ok(pass.places)
}

/// Refuses a text that is too long, every character that YAML 1.1 or YAML 1.2 forbids in a file, and more separators than
/// `limits.values`.
///
/// The separators are counted before parsing, because the parser collects everything in an open bracket before its
/// first event, so that values could be counted too late. Separators within texts count too, but no realistic file
/// comes near the limit.
pub(super) fn inspect_characters(text: &str, limits: Limits) -> Result<(), Fault> {
    if text.len() > limits.bytes {
        return Err(Fault::of_file(FaultKind::TooLarge { limit: limits.bytes }));
    }
    // Of a short text of ordinary letters, no character has to be looked at alone.
    if text.len() <= limits.values && text.bytes().all(is_ordinary) {
        return Ok(());
    }
    let (mut line, mut column, mut separators) = (1, 0, 0);
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        column += 1;
        let kind = match character {
            '\n' => {
                (line, column) = (line + 1, 0);
                continue;
            }
            '\r' => {
                if characters.peek() != Some(&'\n') {
                    (line, column) = (line + 1, 0);
                }
                continue;
            }
            ',' | ':' | '[' | '{' if separators == limits.values => {
                FaultKind::TooManyValues { limit: limits.values }
            }
            ',' | ':' | '[' | '{' => {
                separators += 1;
                continue;
            }
            inner if is_kept_for_programs(inner) => FaultKind::ForbiddenCharacter(inner),
            separator if is_line_separator(separator) => FaultKind::LineSeparator(separator),
            '\0'..='\u{8}'
            | '\u{b}'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            | '\u{feff}'
            | '\u{fffe}'
            | '\u{ffff}' => FaultKind::ForbiddenCharacter(character),
            _ => continue,
        };
        return Err(Fault { place: Some(Place::new(line, column)), path: String::new(), kind });
    }
    Ok(())
}

fn place_of(span: Span) -> Place {
    Place::new(span.start.line(), span.start.col() + 1)
}

fn refused_by_parser(error: &ScanError, text: &str, limits: Limits) -> Fault {
    let place = Place::new(error.marker().line(), error.marker().col() + 1);
    let kind = match error.info() {
        "recursion limit exceeded" => FaultKind::TooDeep { limit: limits.depth },
        words => FaultKind::Syntax(SyntaxFault::of_sentence(words)),
    };
    let (place, kind) = match comment_in_brackets(text, place) {
        Some(line) if is_of_open_bracket(&kind) => (line, FaultKind::Syntax(SyntaxFault::OpenComment)),
        _ => (place, kind),
    };
    Fault { place: Some(place), path: String::new(), kind }
}

/// Whether a bracket that was not closed may be behind a fault, which depends on what the next line is.
fn is_of_open_bracket(kind: &FaultKind) -> bool {
    use SyntaxFault::{Indentation, OpenBracket, StrayColon};
    matches!(kind, FaultKind::Syntax(OpenBracket | Indentation | StrayColon))
}

/// Where a comment hides the end of a bracket (`{colour: #fff}`), in the line at `place` or the one before it.
fn comment_in_brackets(text: &str, place: Place) -> Option<Place> {
    let until = usize::try_from(place.line).unwrap_or(usize::MAX);
    let lines: Vec<&str> = text.lines().take(until).collect();
    let column = |line: &str| {
        let (before, comment) = line.split_once(" #")?;
        let is_open = before.rfind(['{', '[']) > before.rfind(['}', ']']);
        (is_open && comment.contains(['}', ']'])).then(|| before.chars().count() + 2)
    };
    let filled = lines.iter().enumerate().rev().filter(|(_, line)| !line.trim().is_empty());
    let found = filled.take(2).find_map(|(number, line)| Some((number + 1, column(line)?)));
    found.map(|(line, column)| Place::new(line, column))
}

/// A list or map that is still open.
struct OpenCollection {
    node: usize,
    next: NextEvent,
    /// Whether it is inside brackets. Only an opening bracket has a length; the start of a block has none.
    brackets: bool,
}

/// The kind of the next event in a list or map.
enum NextEvent {
    Item(usize),
    Key,
    Value { key: String, node: usize },
}

struct Pass {
    limits: Limits,
    places: Places,
    open: Vec<OpenCollection>,
    values: usize,
    documents: usize,
}

impl Pass {
    fn take(&mut self, event: &Event<'_>, span: Span) -> Result<(), FaultKind> {
        match event {
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => Ok(()),
            Event::DocumentStart(_) => {
                self.documents += 1;
                if self.documents > 1 { Err(FaultKind::SecondDocument) } else { Ok(()) }
            }
            Event::Alias(_) => Err(FaultKind::Alias),
            Event::SequenceEnd | Event::MappingEnd => {
                self.open.pop();
                self.value_ended();
                Ok(())
            }
            Event::Scalar(_, _, anchor, tag)
            | Event::SequenceStart(anchor, tag)
            | Event::MappingStart(anchor, tag) => {
                if *anchor != 0 || tag.is_some() {
                    return Err(FaultKind::AnchorOrTag);
                }
                self.take_value(event, span)
            }
        }
    }

    fn take_value(&mut self, event: &Event<'_>, span: Span) -> Result<(), FaultKind> {
        self.values += 1;
        if self.values > self.limits.values {
            return Err(FaultKind::TooManyValues { limit: self.limits.values });
        }
        let within_brackets = self.open.last().is_some_and(|open| open.brackets);
        if let Event::Scalar(text, style, ..) = event {
            self.inspect_text(text, *style, within_brackets)?;
        }
        let place = place_of(span);
        let node = match self.open.last_mut() {
            None => Places::ROOT,
            Some(OpenCollection { next: NextEvent::Key, .. }) => return self.take_key(event, place),
            Some(OpenCollection { next: NextEvent::Value { node, .. }, .. }) => *node,
            Some(OpenCollection { node, next: NextEvent::Item(index), .. }) => {
                *index += 1;
                self.places.add_item(*node, place)
            }
        };
        match event {
            Event::Scalar(text, style, ..) => {
                if *style != ScalarStyle::Plain || !text.is_empty() {
                    self.places.set_written(node);
                }
                self.value_ended();
            }
            collection => {
                let next = if matches!(collection, Event::SequenceStart(..)) {
                    NextEvent::Item(0)
                } else {
                    NextEvent::Key
                };
                self.open.push(OpenCollection { node, next, brackets: within_brackets || !span.is_empty() });
            }
        }
        if self.open.len() > self.limits.depth {
            return Err(FaultKind::TooDeep { limit: self.limits.depth });
        }
        Ok(())
    }

    fn inspect_text(&self, text: &str, style: ScalarStyle, within_brackets: bool) -> Result<(), FaultKind> {
        inspect_escapes(text)?;
        if text.len() > self.limits.text {
            Err(FaultKind::TextTooLong { limit: self.limits.text })
        } else if within_brackets && style == ScalarStyle::Plain && text.starts_with(['?', ':']) {
            Err(FaultKind::NeedsQuotes)
        } else {
            Ok(())
        }
    }

    fn take_key(&mut self, event: &Event<'_>, place: Place) -> Result<(), FaultKind> {
        let Event::Scalar(key, ..) = event else { return Err(FaultKind::KeyNotAWord) };
        if key.len() > Limits::KEY {
            return Err(FaultKind::TextTooLong { limit: Limits::KEY });
        }
        inspect_escapes(key)?;
        if let Some(OpenCollection { node: map, next, .. }) = self.open.last_mut() {
            let Some(node) = self.places.add_entry(*map, key, place) else {
                return Err(FaultKind::DuplicateKey(key.to_string()));
            };
            *next = NextEvent::Value { key: key.to_string(), node };
        }
        Ok(())
    }

    fn value_ended(&mut self) {
        if let Some(OpenCollection { next: next @ NextEvent::Value { .. }, .. }) = self.open.last_mut() {
            *next = NextEvent::Key;
        }
    }

    fn path(&self) -> String {
        let mut path = String::new();
        for open in &self.open {
            match &open.next {
                NextEvent::Item(0) | NextEvent::Key => {}
                NextEvent::Item(count) => path.extend(["[", &(count - 1).to_string(), "]"]),
                NextEvent::Value { key, .. } => {
                    if !path.is_empty() {
                        path.push('.');
                    }
                    path.push_str(key);
                }
            }
        }
        path
    }
}
