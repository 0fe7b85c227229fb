use std::cell::RefCell;
use std::rc::Rc;

use super::*;
use crate::bidi::measure;
use crate::cli::arabic::SharedTerminal;
use crate::cli::print::page::{PrintedPiece, Term};

/// A buffer for printed output that tests can read.
#[derive(Clone, Default)]
pub(in super::super) struct SharedBuffer(Rc<RefCell<Vec<u8>>>);

impl SharedBuffer {
    /// The output so far.
    pub(in super::super) fn text(&self) -> String {
        String::from_utf8(self.0.borrow().clone()).expect("all output is text")
    }
}

impl Write for SharedBuffer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The lines that `draw` prints on a screen.
pub(in super::super) fn on_screen(
    language: Language,
    columns: usize,
    draw: impl FnOnce(&mut Printer) -> io::Result<()>,
) -> Vec<String> {
    sent(language, columns, Adapter::Visual, draw).lines().map(str::to_owned).collect()
}

/// The bytes that `draw` sends to a screen.
pub(in super::super) fn sent(
    language: Language,
    columns: usize,
    adapter: Adapter,
    draw: impl FnOnce(&mut Printer) -> io::Result<()>,
) -> String {
    written(
        |buffer| Printer::screen(buffer, language, columns),
        |out| {
            out.output_style.terminal = SharedTerminal::sent_through(adapter);
            draw(out)
        },
    )
}

/// The text that `draw` writes to a pipe.
fn piped(language: Language, draw: impl FnOnce(&mut Printer) -> io::Result<()>) -> String {
    let printer = |buffer| {
        let mut printer = Printer::screen(buffer, language, 80);
        printer.outlet = Outlet::Pipe;
        printer
    };
    written(printer, draw)
}

fn written(
    printer: impl FnOnce(Box<dyn Write>) -> Printer,
    draw: impl FnOnce(&mut Printer) -> io::Result<()>,
) -> String {
    let buffer = SharedBuffer::default();
    let mut printer = printer(Box::new(buffer.clone()));
    draw(&mut printer).unwrap();
    drop(printer);
    buffer.text()
}

#[test]
fn arabic_lines_end_at_the_right_edge_and_english_ones_begin_at_the_left() {
    let text = "واحد اثنان ثلاثة أربعة خمسة ستة سبعة";
    let lines = on_screen(Language::Arabic, 24, |out| out.line(text));
    assert!(lines.len() > 1);
    assert!(lines.iter().all(|line| measure(line) == 24), "{lines:?}");
    assert_eq!(on_screen(Language::English, 24, |out| out.line("one two")), ["one two"]);
}

#[test]
fn a_paragraph_on_a_wide_screen_has_a_readable_width() {
    let text = "word ".repeat(100);
    for language in Language::ALL {
        let lines = on_screen(language, 300, |out| out.line(&text));
        let widths = lines.iter().map(|line| measure(line.trim()));
        let widest = widths.max().unwrap();
        assert!((WIDEST_TEXT - 5..=100).contains(&widest), "{widest}");
    }
}

#[test]
fn command_lines_keep_their_order_in_an_arabic_sentence() {
    let lines = on_screen(Language::Arabic, 60, |out| out.line("أضف `--reason TEXT` هنا"));
    assert!(lines.join("").contains("`--reason TEXT`"), "{lines:?}");
}

#[test]
fn a_command_that_is_broken_over_lines_is_printed_once_more_on_a_line_of_its_own() {
    let command = "mizan --config-dir=/home/you/a/long/folder restore water.yaml";
    for (language, text) in [
        (Language::English, format!("First look at what there is: `{command}` lists it.")),
        (Language::Arabic, format!("اطلع أولا على الموجود: يعرضه الأمر `{command}` كله.")),
    ] {
        for columns in [40, 70] {
            for draw in [
                Box::new(|out: &mut Printer| out.line(&text))
                    as Box<dyn FnOnce(&mut Printer) -> io::Result<()>>,
                Box::new(|out: &mut Printer| out.labelled(Role::Muted, "What to do", &text)),
            ] {
                let lines = on_screen(language, columns, draw);
                assert!(lines.iter().any(|line| line.contains(command)), "whole somewhere: {lines:?}");
            }
        }
        let lines = on_screen(language, 200, |out| out.line(&text));
        assert!(lines.len() > 1 || lines[0].contains(command), "{lines:?}");
    }
    let lines = on_screen(Language::English, 70, |out| {
        out.line("Then use `mizan list`, which names every assessment of yours, again and again.")
    });
    assert!(lines.len() > 1 && lines.iter().all(|line| line.trim() != "mizan list"), "not twice: {lines:?}");
}

/// What draws a line of a test.
type Draw<'a> = &'a dyn Fn(&mut Printer) -> io::Result<()>;

#[test]
fn a_path_is_never_broken_over_lines_and_stands_once_on_its_own() {
    let path = "/home/you/a folder/with long names/and more of them/assessments/water 2026.yaml";
    let alone = crate::bidi::ltr_path(path);
    let terms = [PrintedPiece::Terms(vec![Term { term: "Where".to_owned(), meaning: alone.clone() }])];
    for language in Language::ALL {
        let sentence = format!("The answers are in {alone}, and nowhere else on this computer.");
        let draws: [Draw<'_>; 4] = [
            &|out| out.line(&alone),
            &|out| out.labelled(Role::Muted, "Where", &alone),
            &|out| out.page(&terms),
            &|out| out.line(&sentence),
        ];
        for draw in draws {
            let lines = on_screen(language, 60, draw);
            let whole = lines.iter().filter(|line| line.trim() == path).count();
            assert_eq!(whole, 1, "{lines:?}");
        }
        let begun = |draw: Draw<'_>| on_screen(language, 60, draw).concat().matches("/home").count();
        assert_eq!(draws[..3].iter().map(|draw| begun(*draw)).collect::<Vec<_>>(), [1, 1, 1]);
    }
    let note = crate::bidi::own("either/or, and a remark that is so long that it is broken over two lines");
    let lines = on_screen(Language::English, 60, |out| out.line(&note));
    assert_eq!(lines.concat().matches("either/or").count(), 1, "a text is no path: {lines:?}");
}

#[test]
fn a_path_alone_reads_from_left_to_right_in_arabic() {
    let lines = on_screen(Language::Arabic, 20, |out| out.line("/tmp/one.yaml:3"));
    assert_eq!(lines, ["     /tmp/one.yaml:3"]);
}

#[test]
fn no_text_controls_the_screen() {
    for language in Language::ALL {
        let lines = on_screen(language, 60, |out| {
            out.exact("{\"a\": \"\u{9b}2J\"}\n")?;
            out.labelled(Role::Bad, "Error", "x\u{1b}[2J\u{202e}y")
        });
        assert!(lines.iter().flat_map(|line| line.chars()).all(|c| !c.is_control() && c != '\u{202e}'));
    }
}

#[test]
fn a_label_is_printed_once_and_its_text_is_indented_below_itself() {
    let text = "one two three four five six seven eight nine ten";
    let labelled = |language| on_screen(language, 30, |out| out.labelled(Role::Bad, "Error", text));
    let lines = labelled(Language::English);
    assert!(lines.len() > 1 && lines[0].starts_with("Error: one"), "{lines:?}");
    assert!(
        lines[1..].iter().all(|line| line.starts_with("       ") && line.as_bytes()[7] != b' '),
        "{lines:?}"
    );
    let lines = labelled(Language::Arabic);
    assert!(lines.len() > 1 && lines.iter().filter(|line| line.contains("Error")).count() == 1, "{lines:?}");
}

#[test]
fn the_terminal_mode_is_on_from_the_first_arabic_line_to_the_last() {
    let print = |text: &'static [&'static str]| {
        sent(Language::Arabic, 20, Adapter::Explicit, |out| text.iter().try_for_each(|line| out.line(line)))
    };
    let both = print(&["GSB", "نص", "نص"]);
    let (before, framed) = both.split_once(Adapter::Explicit.enter()).unwrap();
    assert_eq!(before.trim(), "GSB");
    assert!(framed.ends_with(&format!("\n{}", Adapter::Explicit.leave())), "{framed:?}");
    assert_eq!(framed.matches('\u{1b}').count(), 2);
    assert!(!print(&["GSB"]).contains('\u{1b}'));
}

#[test]
fn mlterm_is_not_asked_to_reorder_printed_lines_again() {
    let sent = sent(Language::Arabic, 40, Adapter::Mlterm, |out| out.line("سلام"));
    assert!(sent.starts_with(Adapter::Mlterm.enter()) && !sent.contains(Adapter::Mlterm.leave()), "{sent:?}");
}

#[test]
fn a_printer_dropped_after_an_error_restores_the_terminal() {
    let sent = sent(Language::Arabic, 20, Adapter::Explicit, |out| {
        // As after an error: the printer is dropped without a flush.
        out.line("نص")
    });
    assert!(sent.starts_with(Adapter::Explicit.enter()));
    assert!(sent.ends_with(Adapter::Explicit.leave()));
}

#[test]
fn arabic_lines_reserve_the_first_column_for_the_mark() {
    let text = "واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة";
    for adapter in [Adapter::Fence, Adapter::Inverse] {
        let sent = sent(Language::Arabic, 24, adapter, |out| out.line(text));
        assert!(sent.lines().all(|line| line.starts_with([' ', '\u{2800}'])), "{sent:?}");
        assert!(sent.lines().all(|line| measure(&line.replace('\u{200E}', "")) == 24), "{sent:?}");
    }
}

#[test]
fn text_for_programs_is_readable_on_a_screen() {
    let line = on_screen(Language::Arabic, 30, |out| out.exact("  \"text\": \"نص\"\n")).concat();
    assert_eq!(line, "  \"text\": \"ﺺﻧ\"");
}

#[test]
fn a_pipe_gets_logical_text_without_marks() {
    let text = "نسبة \u{200E}75%\u{200E} ‏في 2026\u{202e}، سلام";
    let sent = piped(Language::Arabic, |out| {
        out.output_style.terminal = SharedTerminal::sent_through(Adapter::Explicit);
        out.line(text)?;
        out.labelled(Role::Bad, "خطأ", text)?;
        out.table(&crate::report::TableText {
            title: text.to_owned(),
            columns: vec![crate::report::Column::text("area", text)],
            rows: vec![vec![crate::report::CellText {
                text: text.to_owned(),
                tone: crate::report::Tone::Plain,
            }]],
            notes: vec![text.to_owned()],
        })
    });
    assert!(sent.contains("نسبة 75% في 2026\u{fffd}، سلام"), "{sent}");
    let is_ours = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{2800}')
            || matches!(c, '\u{61C}' | '\u{FDD0}'..='\u{FDEF}' | '\u{FE70}'..='\u{FEFF}')
    };
    assert!(!sent.contains(is_ours), "{sent:?}");
}

#[test]
fn a_text_of_the_other_direction_is_read_in_its_own_and_labels_are_not_moved() {
    let printed = |language, text: &str| on_screen(language, 60, |out| out.line(text)).join("\n");
    let shown = |text: &str, base| crate::bidi::visual(text, base, crate::bidi::Presentation::default());
    let (arabic, english) = ("بوابة GSB رقم 2", "GSB بوابة number 2");
    assert!(printed(Language::English, arabic).ends_with(&shown(arabic, Base::Rtl)));
    assert!(printed(Language::Arabic, english).contains(&shown(english, Base::Ltr)));
    let unknown = &crate::i18n::Messages::of(Language::English).errors.request.unknown_question;
    let sentence = printed(Language::English, &unknown.fill(&[("name", &arabic)]));
    assert!(sentence.contains(&format!("“{}”", shown(arabic, Base::Rtl))), "{sentence}");
    let labelled =
        |language, text: &str| on_screen(language, 60, |out| out.labelled(Role::Bad, "Error", text));
    let lines = labelled(Language::English, arabic);
    assert!(lines[0].starts_with("Error: ") && lines[0].ends_with(&shown(arabic, Base::Rtl)), "{lines:?}");
}

#[test]
fn a_wrapped_item_of_a_list_is_indented_behind_its_mark_on_the_side_where_it_is_read() {
    let item = |language, text| on_screen(language, 30, |out| out.item(Role::Text, "•", text, 2));
    let english = item(Language::English, "the minutes of the last two meetings");
    assert_eq!(english, ["  • the minutes of the last", "    two meetings"]);
    let arabic = item(Language::Arabic, "محاضر آخر اجتماعين لمن يملكون الخدمة");
    assert!(arabic.len() == 2 && arabic.iter().all(|line| measure(line) <= 30), "{arabic:?}");
    assert!(
        arabic[0].ends_with(" •") && arabic[1].starts_with(' ') && !arabic[1].contains('•'),
        "{arabic:?}"
    );
    for text in ["محاضر", "محاضر آخر اجتماعين لمن يملكون الخدمة"] {
        let foreign = item(Language::English, text);
        assert!(foreign[0].ends_with(" •") && foreign.join("").matches('•').count() == 1, "{foreign:?}");
    }
    let foreign = item(Language::Arabic, "the minutes of the last two meetings");
    assert!(foreign[0].trim_start().starts_with("• the") && !foreign[1].contains('•'), "{foreign:?}");
}

#[test]
fn each_paragraph_is_printed_on_the_side_where_it_is_read_from() {
    let text = "تقييم النضج\nEnglish only\nעברית";
    for language in Language::ALL {
        let lines = on_screen(language, 40, |out| out.line(text));
        let sides: Vec<bool> =
            lines.iter().map(|line| line.starts_with(' ') && measure(line) == 40).collect();
        assert_eq!(sides, [true, false, true], "{lines:?}");
        assert!(lines[1].starts_with("English"), "{lines:?}");
        let beside = on_screen(language, 40, |out| out.item(Role::Text, "•", text, 2));
        let second = beside.iter().position(|line| line.contains("English only")).expect("it is printed");
        assert_ne!(measure(&beside[0]), measure(&beside[second]), "{beside:?}");
    }
    let sentence = crate::bidi::own("انظر سجل الخدمات في البوابة");
    let lines = on_screen(Language::English, 24, |out| out.line(&format!("Note: {sentence}")));
    assert!(lines[0] == "Note:" && lines[1..].iter().all(|line| measure(line) == 24), "{lines:?}");
}
