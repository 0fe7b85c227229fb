use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use proptest::prelude::*;

use super::*;
use crate::terminal::{Probe, key_event};

/// The items from bytes that arrive in parts, with a pause at the end.
#[derive(Debug, Default, PartialEq)]
struct Taken {
    keys: Vec<KeyEvent>,
    pastes: Vec<String>,
    probe: Probe,
}

fn take(parts: &[&[u8]]) -> Taken {
    let mut taken = Taken::default();
    let mut stream = Stream::default();
    let mut sink = |piece: StreamItem<'_>| match piece {
        StreamItem::Reply(answer) => taken.probe.note(answer),
        StreamItem::Paste(text) => taken.pastes.push(text),
        piece => taken.keys.extend(key_event(&piece)),
    };
    for part in parts {
        stream.feed(part, &mut sink);
    }
    stream.settle(&mut sink);
    taken
}

fn letters(text: &str) -> Vec<KeyEvent> {
    text.chars().map(|letter| KeyCode::Char(letter).into()).collect()
}

/// Answers recorded from xterm, VTE, Konsole and tmux.
const ANSWERS: [&str; 4] = [
    "\x1b[1;2R\x1bP>|XTerm(379)\x1b\\\x1b[>41;379;0c\x1b[8;0$y\x1b[?64;1;2;6;9;15;18;21;22c",
    "\x1b[1;2R\x1b[>65;7006;1c\x1b[8;1$y\x1b[?65;1;9c",
    "\x1b[1;2R\x1bP>|Konsole 22.12.3\x1b\\\x1b[>1;115;0c\x1b[?62;1;4c",
    "\x1b[1;2R\x1bP>|tmux 3.3a\x1b\\\x1b[>84;0;0c\x1b[?1;2;4c",
];

#[test]
fn answers_never_become_keys_wherever_reads_split_them() {
    for answers in ANSWERS {
        let whole = take(&[answers.as_bytes()]);
        assert_eq!(whole.keys, [], "{answers:?}");
        assert!(whole.probe.complete && whole.probe.mark_column == Some(2));
        for cut in 1..answers.len() {
            let (before, after) = answers.as_bytes().split_at(cut);
            // No pause between the parts: it would turn a lone escape into the key.
            assert_eq!(take(&[before, after]), whole, "{answers:?} cut at {cut}");
        }
    }
    let vte = take(&[ANSWERS[1].as_bytes()]).probe;
    assert_eq!((vte.attributes.as_str(), vte.bidi_mode), ("65;7006;1", Some(1)));
    assert_eq!(take(&[ANSWERS[2].as_bytes()]).probe.version, "Konsole 22.12.3");
}

#[test]
fn keys_typed_between_the_answers_arrive_in_order() {
    let bytes = "3\x1b[1;2Rن\x1bP>|XTerm(379)\x1b\\q\x1b[>41;379;0c\x1b[A\x1b[?64c4";
    let taken = take(&[bytes.as_bytes()]);
    let mut keys = letters("3نq");
    keys.push(KeyCode::Up.into());
    keys.extend(letters("4"));
    assert_eq!(taken.keys, keys);
    assert!(taken.probe.complete);
}

#[test]
fn every_key_is_recognised_by_its_bytes() {
    let with = KeyEvent::new;
    let (none, shift) = (KeyModifiers::NONE, KeyModifiers::SHIFT);
    let (control, alt) = (KeyModifiers::CONTROL, KeyModifiers::ALT);
    let table: &[(&[u8], KeyEvent)] = &[
        (b"\x1b", with(KeyCode::Esc, none)),
        (b"\r", with(KeyCode::Enter, none)),
        (b"\x1b\r", with(KeyCode::Enter, alt)),
        (b"\t", with(KeyCode::Tab, none)),
        (b"\x1b[Z", with(KeyCode::BackTab, none)),
        (b"\x7f", with(KeyCode::Backspace, none)),
        (b"\x08", with(KeyCode::Char('h'), control)),
        (b"\x03", with(KeyCode::Char('c'), control)),
        (b"\x1a", with(KeyCode::Char('z'), control)),
        (b"\0", with(KeyCode::Char(' '), control)),
        (b"\x1bf", with(KeyCode::Char('f'), alt)),
        (b"\x1b[A", with(KeyCode::Up, none)),
        (b"\x1bOD", with(KeyCode::Left, none)),
        (b"\x1b[1;2C", with(KeyCode::Right, shift)),
        (b"\x1b[1;5D", with(KeyCode::Left, control)),
        (b"\x1b[1;6D", with(KeyCode::Left, control | shift)),
        (b"\x1b[1;3C", with(KeyCode::Right, alt)),
        (b"\x1b[H", with(KeyCode::Home, none)),
        (b"\x1bOH", with(KeyCode::Home, none)),
        (b"\x1b[1~", with(KeyCode::Home, none)),
        (b"\x1b[7~", with(KeyCode::Home, none)),
        (b"\x1b[4~", with(KeyCode::End, none)),
        (b"\x1b[8~", with(KeyCode::End, none)),
        (b"\x1b[F", with(KeyCode::End, none)),
        (b"\x1b[1;5F", with(KeyCode::End, control)),
        (b"\x1b[3~", with(KeyCode::Delete, none)),
        (b"\x1b[3;5~", with(KeyCode::Delete, control)),
        (b"\x1b[5~", with(KeyCode::PageUp, none)),
        (b"\x1b[6~", with(KeyCode::PageDown, none)),
        (b"\x1bOP", with(KeyCode::F(1), none)),
        (b"\x1b[[A", with(KeyCode::F(1), none)),
        (b"\x1b[11~", with(KeyCode::F(1), none)),
        (b"\x1bOQ", with(KeyCode::F(2), none)),
        (b"\x1b[15~", with(KeyCode::F(5), none)),
        (b"\x1b[19~", with(KeyCode::F(8), none)),
        (b"\x1b[20~", with(KeyCode::F(9), none)),
        (b"\x1b[24~", with(KeyCode::F(12), none)),
        (b"\x1b[a", with(KeyCode::Up, shift)),
        (b"\x1b\x1b[D", with(KeyCode::Left, KeyModifiers::ALT)),
        (b"\x1b\x1bOD", with(KeyCode::Left, KeyModifiers::ALT)),
        (b"\x1b\x1b[3~", with(KeyCode::Delete, KeyModifiers::ALT)),
        (b"\x1b[7$", with(KeyCode::Home, shift)),
        (b"\x1b[8^", with(KeyCode::End, control)),
        (b"\x1bOd", with(KeyCode::Left, control)),
        (b"\x1bOu", with(KeyCode::Char('5'), none)),
        ("ش".as_bytes(), with(KeyCode::Char('ش'), none)),
        ("\u{1F600}".as_bytes(), with(KeyCode::Char('\u{1F600}'), none)),
    ];
    for (bytes, key) in table {
        assert_eq!(take(&[bytes]).keys, [*key], "{:?}", String::from_utf8_lossy(bytes));
        for cut in 1..bytes.len() {
            let (before, after) = bytes.split_at(cut);
            assert_eq!(take(&[before, after]).keys, [*key], "{:?} at {cut}", String::from_utf8_lossy(bytes));
        }
    }
}

/// Sequences of every family that no key has and no question asked for. Inside are digits, which would be answers, and
/// letters, which would be commands.
const FOREIGN: [&str; 24] = [
    "\x1b[I",
    "\x1b[O",
    "\x1b[<0;3;4M",
    "\x1b[<0;3;4m",
    "\x1b[M !!",
    "\x1b[?2026;2$y",
    "\x1b[4;600;800t",
    "\x1b[?1;2;4q",
    "\x1b[>4;2m",
    "\x1b[=3;1n",
    "\x1b[3 q",
    "\x1b[5\"p",
    "\x1b[2;3#z",
    "\x1b[201~",
    "\x1b[57399;5u",
    "\x1bO5z",
    "\x1bO3;2P",
    "\x1b]11;rgb:0000/0000/0000\x1b\\",
    "\x1b]52;c;aGk=\x07",
    "\x1bP1$r5;3m\x1b\\",
    "\x1bP+r54=3q\r\n5\x1b\\",
    "\x1b_Gi=3;OK q\x1b\\",
    "\x1b^private 3q\x1b\\",
    "\x1bXstart of string 5\x18",
];

#[test]
fn foreign_sequences_are_dropped_whole_wherever_reads_split_them() {
    for text in FOREIGN {
        let bytes = [text.as_bytes(), b"k"].concat();
        for cut in 1..text.len() {
            let (before, after) = bytes.split_at(cut);
            let taken = take(&[before, after]);
            assert_eq!((&taken.keys, &taken.pastes), (&letters("k"), &Vec::new()), "{text:?} cut at {cut}");
        }
    }
}

#[test]
fn escape_pressed_twice_is_two_keys_before_a_letter_a_paste_and_a_pause() {
    let escape = KeyEvent::from(KeyCode::Esc);
    let alt_x = KeyEvent::new(KeyCode::Char('x'), KeyModifiers::ALT);
    assert_eq!(take(&[b"\x1b\x1bx"]).keys, [escape, alt_x]);
    let pasted = take(&[b"\x1b\x1b[200~q\x1b[201~"]);
    assert_eq!((pasted.keys, pasted.pastes), (vec![escape], vec!["q".to_owned()]));
    let mut stream = Stream::default();
    let mut keys = Vec::new();
    let mut sink = |piece: StreamItem<'_>| keys.extend(key_event(&piece));
    stream.feed(b"\x1b\x1b", &mut sink);
    stream.settle(&mut sink);
    assert_eq!(keys, [escape, escape]);
}

#[test]
fn a_long_pause_in_a_sequence_makes_no_key_of_its_rest() {
    for text in FOREIGN {
        for cut in 2..text.len() {
            let mut stream = Stream::default();
            let mut keys = Vec::new();
            let mut sink = |piece: StreamItem<'_>| keys.extend(key_event(&piece));
            stream.feed(&text.as_bytes()[..cut], &mut sink);
            stream.settle(&mut sink);
            stream.feed(&text.as_bytes()[cut..], &mut sink);
            stream.settle(&mut sink);
            assert_eq!(keys, [], "{text:?} cut at {cut}");
        }
    }
}

#[test]
fn a_letter_with_alt_that_looks_like_the_beginning_of_a_control_string_swallows_no_typing() {
    for letter in ["P", "]", "X", "^", "_"] {
        let mut stream = Stream::default();
        let mut keys = Vec::new();
        let mut sink = |piece: StreamItem<'_>| keys.extend(key_event(&piece));
        stream.feed(format!("\x1b{letter}").as_bytes(), &mut sink);
        assert_eq!(stream.open(), UnfinishedBytes::Escape);
        stream.settle(&mut sink);
        assert_eq!(stream.open(), UnfinishedBytes::Nothing);
        for typed in ["d", "ع", "f"] {
            stream.feed(typed.as_bytes(), &mut sink);
        }
        assert_eq!(keys, letters("dعf"), "{letter}");
    }
}

#[test]
fn escape_frees_a_keyboard_that_a_control_string_holds() {
    let mut stream = Stream::default();
    let mut keys = Vec::new();
    let mut sink = |piece: StreamItem<'_>| keys.extend(key_event(&piece));
    stream.feed(b"\x1b]", &mut sink);
    stream.feed(b"q3", &mut sink);
    assert_eq!(stream.open(), UnfinishedBytes::Run);
    stream.settle(&mut sink);
    stream.feed(b"\x1b", &mut sink);
    assert_eq!(stream.open(), UnfinishedBytes::Escape);
    stream.settle(&mut sink);
    stream.feed(b"k", &mut sink);
    assert_eq!(keys, letters("k"));
}

#[test]
fn a_paste_is_one_text_whatever_its_content() {
    let text = "سطر\nand 3 \x1b[>41;379;0c ~ more~".repeat(40_000);
    let bytes = format!("a\x1b[200~{text}\x1b[201~b");
    let parts: Vec<&[u8]> = bytes.as_bytes().chunks(4096).collect();
    let taken = take(&parts);
    assert_eq!(taken.pastes, [text]);
    assert_eq!(taken.keys, letters("ab"));
    assert_eq!(taken.probe, Probe::default());
}

/// What comes of bytes that arrive with a long silence after each part.
fn with_pauses(parts: &[&[u8]]) -> Vec<String> {
    let mut stream = Stream::default();
    let mut items = Vec::new();
    let mut sink = |piece: StreamItem<'_>| items.push(format!("{piece:?}"));
    for part in parts {
        stream.feed(part, &mut sink);
        while stream.open() != UnfinishedBytes::Nothing {
            stream.settle(&mut sink);
        }
    }
    items
}

#[test]
fn a_paste_ends_with_its_end_however_often_it_falls_silent() {
    let bytes = b"\x1b[200~one\r5 votes\x1b[201~k";
    let key = "Letter { letter: 'k', alt: false }";
    for first in 6..bytes.len() - 1 {
        for second in first..bytes.len() - 1 {
            let parts = [&bytes[..first], &bytes[first..second], &bytes[second..]];
            let items = with_pauses(&parts);
            let (told, rest): (Vec<_>, Vec<_>) = items.iter().partition(|item| *item == "Stalled");
            assert!(!told.is_empty());
            assert_eq!(rest, ["Paste(\"one\\r5 votes\")", key], "{first} {second}");
        }
    }
}

/// The items of bytes that arrive at once.
fn items(bytes: &[u8]) -> Vec<String> {
    let mut items = Vec::new();
    Stream::default().feed(bytes, &mut |piece| items.push(format!("{piece:?}")));
    items
}

#[test]
fn a_press_of_the_mouse_is_read_and_a_release_is_not() {
    let pressed = "Pointer { button: 0, column: 12, row: 5 }";
    assert_eq!(items(b"\x1b[<0;12;5M\x1b[<0;12;5m"), [pressed]);
    assert_eq!(items(b"\x1b[<65;1;1M"), ["Pointer { button: 65, column: 1, row: 1 }"]);
    assert_eq!(items(b"\x1b[<0;12M\x1b[<0;1;2;3M\x1b[<999;1;1M"), [""; 0]);
}

#[test]
fn a_ground_is_an_answer_however_its_string_ends() {
    let answer = "Reply(Ground([255, 0, 128]))";
    assert_eq!(items(b"\x1b]11;rgb:ffff/0000/8080\x1b\\"), [answer]);
    assert_eq!(items(b"\x1b]11;rgb:ff/00/80\x07"), [answer]);
}

#[test]
fn escape_in_the_silence_ends_a_paste_and_is_no_key() {
    let paste = "Paste(\"half\")";
    assert_eq!(with_pauses(&[b"\x1b[200~half", b"\x1b"]), ["Stalled", paste]);
    assert_eq!(with_pauses(&[b"\x1b[200~half", b"\x1b", b"[201~"]), ["Stalled", paste], "the end was split");
    let typed = with_pauses(&[b"\x1b[200~half", b"\x1b", b"[2k"]);
    assert_eq!(typed[2..].len(), 3, "{typed:?}");
}

#[test]
fn what_came_of_a_paste_is_kept_when_the_input_ends() {
    for end in [&b""[..], b"\x1b", b"\x1b[20"] {
        let mut stream = Stream::default();
        let mut items = Vec::new();
        stream.feed(&[b"\x1b[200~half", end].concat(), &mut |_| panic!("nothing has ended"));
        stream.end(&mut |piece| items.push(format!("{piece:?}")));
        assert_eq!(items, ["Paste(\"half\")"]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_result_does_not_depend_on_where_reads_split_the_bytes(
        bytes in proptest::collection::vec(prop_oneof![any::<u8>(), Just(0x1b), Just(b'['), Just(b';'), Just(b'c')], 0..60),
        cuts in proptest::collection::vec(0usize..60, 0..4),
    ) {
        let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(bytes.len())).collect();
        cuts.sort_unstable();
        let mut parts = Vec::new();
        let mut start = 0;
        for cut in cuts {
            parts.push(&bytes[start..cut]);
            start = cut;
        }
        parts.push(&bytes[start..]);
        prop_assert_eq!(take(&parts), take(&[&bytes]));
    }
}
