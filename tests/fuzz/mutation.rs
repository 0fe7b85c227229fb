//! Damages files: their bytes, their lines, and the structure of their YAML.

/// A random number generator (`SplitMix64`). The same seed gives the same damage on every machine.
pub struct Random(pub u64);

impl Random {
    /// The next number.
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`; 0 if `end` is 0.
    pub fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end.max(1)).unwrap();
        usize::try_from(self.next() % end).unwrap()
    }

    /// One of the choices.
    pub fn one_of<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[self.below(choices.len())]
    }
}

/// Pieces to insert: YAML syntax, values at the limits of ranges, and characters that must never reach a terminal.
const PIECES: &[&str] = &[
    "",
    " ",
    "\n",
    "\n  ",
    "\t",
    "\r",
    "\r\n",
    ":",
    ": ",
    "- ",
    "#",
    " #",
    "'",
    "\"",
    "\\",
    "[",
    "]",
    "{",
    "}",
    ",",
    "|",
    "|-\n",
    ">",
    "&a ",
    "*a",
    "!!binary ",
    "!t ",
    "? ",
    "%YAML 1.1\n",
    "@",
    "---\n",
    "...\n",
    "<<: ",
    "<<: *a\n",
    "~",
    "null",
    "true",
    "yes",
    "0",
    "1",
    "-1",
    "255",
    "256",
    "4294967295",
    "4294967296",
    "18446744073709551616",
    "99999999999999999999999999999999999999",
    "1e309",
    ".inf",
    ".nan",
    "0x10",
    "0o17",
    "1_000",
    "-0",
    "0.0001",
    "1000000",
    "2026-02-30",
    "9999-12-31",
    "-9999-01-01",
    "unknown",
    "not_applicable",
    "[]",
    "{}",
    "''",
    "\u{a0}",
    "\u{85}",
    "\u{2028}",
    "\u{200f}",
    "\u{202e}",
    "\u{feff}",
    "\0",
    "\x1b[2J",
    "\u{9b}31m",
    "\x1b]52;c;AAAA\x07",
    "\u{e0041}",
    "سجل",
    "\\u2028",
    "\\x1b",
    "\\0",
    "=1+1",
    "levels:",
    "schema: 2\n",
    "answers:",
    "needs: {a: 5}",
    "inherits: night",
    "id: a\n",
];

/// Applies one or several kinds of damage to a file. Pieces may be taken from `other`.
pub fn damage(random: &mut Random, file: &[u8], other: &[u8]) -> Vec<u8> {
    let mut file = file.to_vec();
    for _ in 0..=random.below(4) {
        file = match random.below(12) {
            0 => flip(random, file),
            1 | 2 => insert(random, file),
            3 => cut(random, file),
            4 => splice(random, &file, other),
            5 | 6 => lines(random, &file, other),
            7 | 8 => value(random, &file),
            9 => indentation(random, &file),
            10 => nest(random, file),
            _ => swell(random, &file),
        };
    }
    file
}

fn flip(random: &mut Random, mut file: Vec<u8>) -> Vec<u8> {
    let at = random.below(file.len());
    let changed = 1 << random.below(8);
    if let Some(byte) = file.get_mut(at) {
        *byte ^= changed;
    }
    file
}

fn insert(random: &mut Random, mut file: Vec<u8>) -> Vec<u8> {
    let at = random.below(file.len() + 1);
    let piece = *random.one_of(PIECES);
    let over = random.below(4).min(file.len() - at);
    file.splice(at..at + over, piece.bytes());
    file
}

fn cut(random: &mut Random, mut file: Vec<u8>) -> Vec<u8> {
    let at = random.below(file.len());
    let most = if random.below(8) == 0 { file.len() } else { 24 };
    let end = (at + random.below(most)).min(file.len());
    file.drain(at..end);
    file
}

fn splice(random: &mut Random, file: &[u8], other: &[u8]) -> Vec<u8> {
    let (end, from) = (random.below(file.len()), random.below(other.len()));
    [file.get(..end).unwrap_or_default(), other.get(from..).unwrap_or_default()].concat()
}

/// Doubles, removes or swaps lines, or inserts lines of another file.
fn lines(random: &mut Random, file: &[u8], other: &[u8]) -> Vec<u8> {
    let mut lines: Vec<&[u8]> = file.split_inclusive(|byte| *byte == b'\n').collect();
    let others: Vec<&[u8]> = other.split_inclusive(|byte| *byte == b'\n').collect();
    if lines.is_empty() {
        return other.to_vec();
    }
    let (first, second) = (random.below(lines.len()), random.below(lines.len()));
    match random.below(4) {
        0 => lines.insert(second, lines[first]),
        1 => drop(lines.remove(first)),
        2 => lines.swap(first, second),
        _ => {
            let from = random.below(others.len());
            let some = others.iter().skip(from).take(1 + random.below(6)).copied();
            drop(lines.splice(first..first, some));
        }
    }
    lines.concat()
}

/// Replaces the value in one line.
fn value(random: &mut Random, file: &[u8]) -> Vec<u8> {
    let places: Vec<usize> =
        file.windows(2).enumerate().filter(|(_, two)| *two == b": ").map(|(at, _)| at + 2).collect();
    if places.is_empty() {
        return insert(random, file.to_vec());
    }
    let at = *random.one_of(&places);
    let (before, rest) = file.split_at(at);
    let end = rest.iter().position(|byte| matches!(byte, b'\n' | b',' | b'}')).unwrap_or(rest.len());
    [before, random.one_of(PIECES).as_bytes(), &rest[end..]].concat()
}

fn indentation(random: &mut Random, file: &[u8]) -> Vec<u8> {
    let lines: Vec<&[u8]> = file.split_inclusive(|byte| *byte == b'\n').collect();
    let (at, more) = (random.below(lines.len()), random.below(2) == 0);
    let moved = |(place, line): (usize, &&[u8])| match (place == at, more) {
        (true, true) => [b"  ", *line].concat(),
        (true, false) => line.strip_prefix(b"  ").unwrap_or(line).to_vec(),
        _ => line.to_vec(),
    };
    lines.iter().enumerate().flat_map(moved).collect()
}

/// Nests lists, maps or quotes.
fn nest(random: &mut Random, mut file: Vec<u8>) -> Vec<u8> {
    let at = random.below(file.len() + 1);
    let opening = *random.one_of(&["[", "{a: ", "- ", "? ", "[[", "{", "a: {", "\"", "|\n ", "[]: "]);
    let times = *random.one_of(&[2, 10, 20, 200, 2000]);
    file.splice(at..at, opening.repeat(times).bytes());
    file
}

/// Repeats a piece of the file many times.
fn swell(random: &mut Random, file: &[u8]) -> Vec<u8> {
    let at = random.below(file.len());
    let length = random.below(64).min(file.len() - at);
    let times = *random.one_of(&[2, 8, 64, 512]);
    let (before, after) = file.split_at(at);
    [before, &after[..length].repeat(times), after].concat()
}
