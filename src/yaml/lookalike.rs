//! Recognises texts that some reader of YAML takes for a truth value, a number or a time when they are not quoted.
//!
//! `serde_yaml` quotes what YAML 1.2 reads otherwise. Most readers follow YAML 1.1, where `no`, `12:30`, `1_000` and
//! `2026-03-01` are no texts either, and each reader has habits of its own. Too wide is harmless here: quotes change no
//! text.

/// Words that YAML 1.1 does not read as texts, in any case.
const WORDS: [&str; 12] = ["y", "n", "yes", "no", "on", "off", "true", "false", "null", "~", "=", "<<"];

/// Numbers without digits, after their sign and point.
const SPECIAL_NUMBERS: [&str; 2] = ["inf", "nan"];

/// Whether a reader may take `text`, written without quotes, for something else than a text.
pub(super) fn is_lookalike(text: &str) -> bool {
    match text.as_bytes().first() {
        Some(b'0'..=b'9' | b'+' | b'-' | b'.' | b'_' | b':' | b',') => {
            is_like_number(text) || is_like_time(text)
        }
        Some(b'y' | b'Y' | b'n' | b'N' | b'o' | b'O' | b't' | b'T' | b'f' | b'F' | b'~' | b'=' | b'<') => {
            WORDS.iter().any(|word| word.eq_ignore_ascii_case(text))
        }
        _ => false,
    }
}

/// Whether `text` has the letters of a number: decimal, grouped by `_` or `,`, sexagesimal, with an exponent, or in
/// another base.
fn is_like_number(text: &str) -> bool {
    let number = text.strip_prefix(['+', '-']).unwrap_or(text);
    let based = number.strip_prefix('0').and_then(|rest| rest.strip_prefix(['b', 'B', 'o', 'O', 'x', 'X']));
    if let Some(digits) = based {
        return digits.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'_');
    }
    if let Some(word) = number.strip_prefix('.')
        && SPECIAL_NUMBERS.iter().any(|special| special.eq_ignore_ascii_case(word))
    {
        return true;
    }
    let is_of_number = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'_' | b',' | b':' | b'.');
    let (digits, exponent) = number.split_once(['e', 'E']).unwrap_or((number, ""));
    let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    // Two points make a version or an address, which no reader takes for a number.
    let points = digits.bytes().filter(|byte| *byte == b'.').count();
    points < 2
        && digits.bytes().all(is_of_number)
        && exponent.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_')
}

/// Whether `text` begins with a day, and nothing or a time follows.
fn is_like_time(text: &str) -> bool {
    let mut parts = text.splitn(3, '-');
    let mut next = || parts.next().unwrap_or_default();
    let (year, month, rest) = (next(), next(), next());
    let day = rest.bytes().take_while(u8::is_ascii_digit).count();
    let is_number = |part: &str, lengths: &[usize]| {
        lengths.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let is_of_time = |byte: u8| {
        byte.is_ascii_digit()
            || matches!(byte, b'T' | b't' | b'Z' | b'z' | b':' | b'.' | b'+' | b'-' | b' ' | b'\t')
    };
    is_number(year, &[4]) && is_number(month, &[1, 2]) && matches!(day, 1 | 2) && rest.bytes().all(is_of_time)
}
