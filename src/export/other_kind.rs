//! Recognises files of another kind than an assessment or an export, by their first bytes and lines.

/// The number of bytes at the beginning of a file that tell its kind.
pub(super) const HEAD: usize = 4 << 10;

/// The kind of a file that is neither an assessment nor an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OtherKind {
    /// Values separated by commas, semicolons or tabs.
    Table,
    /// A workbook of a spreadsheet.
    Spreadsheet,
    /// A document of a word processor.
    Document,
    /// A PDF document.
    Pdf,
    /// A web page.
    WebPage,
    /// Another XML file.
    Xml,
    /// An image.
    Picture,
    /// Files in one, compressed or not.
    Archive,
    /// Text without the structure of an assessment: a letter, a log.
    PlainText,
}

impl OtherKind {
    /// Every kind.
    pub const ALL: [Self; 9] = [
        Self::Table,
        Self::Spreadsheet,
        Self::Document,
        Self::Pdf,
        Self::WebPage,
        Self::Xml,
        Self::Picture,
        Self::Archive,
        Self::PlainText,
    ];

    /// The kind of a file that begins with these bytes. `None` if it may be an assessment, an export or a table.
    pub(super) fn of(head: &[u8]) -> Option<Self> {
        let has = |part: &[u8]| head.windows(part.len()).any(|window| window == part);
        let begins = |signs: &[&[u8]]| signs.iter().any(|sign| head.starts_with(sign));
        if begins(&[b"PK\x03\x04", b"PK\x05\x06"]) {
            return Some(if has(b"xl/") || has(b"opendocument.spreadsheet") {
                Self::Spreadsheet
            } else if has(b"word/") || has(b"opendocument.text") {
                Self::Document
            } else {
                Self::Archive
            });
        }
        if begins(&[b"%PDF"]) {
            return Some(Self::Pdf);
        }
        // The earlier files of Excel and Word look alike at their beginning.
        if begins(&[b"\xD0\xCF\x11\xE0"]) {
            return Some(Self::Spreadsheet);
        }
        if begins(&[b"\x1F\x8B", b"7z\xBC\xAF", b"BZh", b"\xFD7zXZ", b"Rar!"]) {
            return Some(Self::Archive);
        }
        if begins(&[b"\x89PNG", b"\xFF\xD8\xFF", b"GIF8"]) {
            return Some(Self::Picture);
        }
        let text = String::from_utf8_lossy(head);
        let text = text.trim_start_matches('\u{feff}').trim_start().to_ascii_lowercase();
        let kind =
            if text.contains("<html") || text.contains("<!doctype html") { Self::WebPage } else { Self::Xml };
        text.starts_with('<').then_some(kind)
    }

    /// The kind of a text that cannot be read as an assessment or an export. `None` if it looks like a damaged one.
    pub(super) fn of_unreadable(text: &str) -> Option<Self> {
        if Self::is_table(text) {
            return Some(Self::Table);
        }
        Self::is_plain(text).then_some(Self::PlainText)
    }

    /// Whether a text has no line that is a key, as every assessment and every export has, and is no list.
    fn is_plain(text: &str) -> bool {
        let begin = text.trim_start_matches('\u{feff}').trim_start();
        let is_key = |line: &str| {
            let key = line.split_once(':').map_or("", |(key, _)| key);
            !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
        };
        !begin.is_empty() && !begin.starts_with(['{', '[', '#', '-', '%']) && !begin.lines().any(is_key)
    }

    /// Whether a text that cannot be read as YAML is a table: its first lines have the same number of separators and are
    /// no entries of a map.
    fn is_table(text: &str) -> bool {
        let lines =
            text.trim_start_matches('\u{feff}').lines().filter(|line| !line.trim().is_empty()).take(3);
        let lines: Vec<&str> = lines.collect();
        let is_of_yaml = |line: &&str| line.contains(": ") || line.starts_with(['{', '[', '#', '-', ' ']);
        let count = |line: &str, separator| line.matches(separator).count();
        let separates = |separator: char| {
            let first = lines.first().map_or(0, |line| count(line, separator));
            first > 0 && lines.iter().all(|line| count(line, separator) >= first)
        };
        !lines.first().is_some_and(is_of_yaml) && [',', ';', '\t'].into_iter().any(separates)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_other_kinds_are_recognised_by_their_beginning() {
        let cases: [(&[u8], OtherKind); 12] = [
            (b"PK\x03\x04....[Content_Types].xml....xl/workbook.xml", OtherKind::Spreadsheet),
            (b"PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.spreadsheet", OtherKind::Spreadsheet),
            (b"PK\x03\x04....word/document.xml", OtherKind::Document),
            (b"PK\x03\x04....one.yaml", OtherKind::Archive),
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", OtherKind::Spreadsheet),
            (b"%PDF-1.7", OtherKind::Pdf),
            (b"\x89PNG\r\n", OtherKind::Picture),
            (b"\x1F\x8B\x08", OtherKind::Archive),
            (b"\xEF\xBB\xBF<!DOCTYPE html><p>", OtherKind::WebPage),
            (b"\n <HTML lang=ar>", OtherKind::WebPage),
            (b"<?xml version='1.0'?><html>", OtherKind::WebPage),
            (b"<?xml version='1.0'?><a>", OtherKind::Xml),
        ];
        for (head, kind) in cases {
            assert_eq!(OtherKind::of(head), Some(kind), "{}", String::from_utf8_lossy(head));
        }
        for own in ["schema: 1\nname: A\n", "{\"format\": \"mizan-scores\"}", "# Kept by Mizan.\n", ""] {
            assert_eq!(OtherKind::of(own.as_bytes()), None, "{own}");
        }
    }

    #[test]
    fn a_table_has_the_same_separators_in_its_first_lines() {
        for table in ["Question,Answer\nq1,3\n", "\u{feff}a;b\n1;2\n3;4\n", "a\tb\n1\t2", "a,b\n\"x, y\",2\n"]
        {
            assert!(OtherKind::is_table(table), "{table:?}");
        }
        for other in [
            "",
            "hello",
            "Hello, all\nthis is a letter",
            "name: a, b\nschema: 1, 2",
            "- a, b\n- c, d",
            "{a, b\nc, d",
        ] {
            assert!(!OtherKind::is_table(other), "{other:?}");
        }
    }

    #[test]
    fn a_text_without_a_key_is_plain_and_a_damaged_assessment_is_not() {
        for letter in ["hello", "Dear all:\nthis is a letter", "\u{feff}تقرير الجاهزية: الربع الأول\nسطر"]
        {
            assert_eq!(OtherKind::of_unreadable(letter), Some(OtherKind::PlainText), "{letter:?}");
        }
        let damaged = ["", "- a\n- b", "  note: x\nanswers:\n  a: 3", "{\"format\": 1", "# Kept by Mizan."];
        for text in damaged {
            assert_eq!(OtherKind::of_unreadable(text), None, "{text:?}");
        }
    }
}
