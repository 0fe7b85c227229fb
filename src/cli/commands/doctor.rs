//! `mizan doctor`: shows what is known about this terminal, how Arabic is sent to it and why, and what to change if it
//! looks wrong.

use clap::{Arg, ArgMatches};

use super::{CommandEntry, Group};
use crate::bidi::{Adapter, distrusted, ltr};
use crate::cli::arabic;
use crate::cli::print::page::{PrintedPiece, Term};
use crate::cli::surroundings::{self, OutputStream};
use crate::cli::{CommandContext, Failure};
use crate::i18n::Messages;
use crate::i18n::messages::DoctorWords;
use crate::settings::BIDI_WORDS;
use crate::terminal::{self, AdapterReason, AdapterSource, Multiplexer, Recognised};
use crate::theme::{ColourDepth, Role};

pub(in crate::cli) const COMMAND: CommandEntry =
    CommandEntry { name: "doctor", group: Group::Tool, arguments, run, terms: &[] };

fn arguments(_words: &'static Messages) -> Vec<Arg> {
    Vec::new()
}

/// The terminal of standard output.
struct Seen {
    found: Recognised,
    /// Columns and rows, if the system knows them.
    size: Option<(u16, u16)>,
    depth: ColourDepth,
}

/// A lookup of environment variables.
type Variable<'a> = &'a dyn Fn(&str) -> Option<String>;

fn run(_matches: &ArgMatches, context: &mut CommandContext) -> Result<(), Failure> {
    context.terminals()?;
    let seen = if OutputStream::Output.is_terminal() {
        let found = context.output_style.terminal.recognised().clone();
        let depth = ColourDepth::decide(surroundings::variable, true);
        Some(Seen { found, size: terminal::size().ok(), depth })
    } else {
        None
    };
    Ok(context.out.page(&page(context.words, seen.as_ref(), &surroundings::variable))?)
}

/// The whole page. `seen` is `None` if standard output is not a terminal.
fn page(messages: &Messages, seen: Option<&Seen>, variable: Variable) -> Vec<PrintedPiece> {
    let words = &messages.commands.doctor_words;
    let mut page = vec![
        PrintedPiece::Heading(words.terminal.clone()),
        PrintedPiece::Terms(facts(words, seen, variable)),
    ];
    page.extend([PrintedPiece::Blank, PrintedPiece::Heading(words.compare.clone())]);
    for (sample, described) in samples(words) {
        // Indented, so that no row begins with an Arabic letter: some terminals would reorder the whole row then.
        page.push(PrintedPiece::Indented(Role::Title, sample));
        page.push(PrintedPiece::Indented(Role::Text, described));
    }
    page.extend([PrintedPiece::Blank, PrintedPiece::Heading(words.advice.clone())]);
    page.extend(
        advice(messages, seen, variable).into_iter().map(|advice| PrintedPiece::Indented(Role::Text, advice)),
    );
    page
}

fn facts(words: &DoctorWords, seen: Option<&Seen>, variable: Variable) -> Vec<Term> {
    let term = |term: &str, meaning: String| Term { term: term.to_owned(), meaning };
    let mut facts = Vec::new();
    if let Some(Seen { found, .. }) = seen {
        let name = if found.name.is_empty() { words.nameless.clone() } else { foreign(&found.name) };
        facts.push(term(&words.name, name));
        facts.push(term(&words.answers, answers(words, found)));
        facts.extend(found.outer.as_deref().map(|around| term(&words.around, foreign(around))));
    }
    let set = |name: &str| variable(name).map(|value| term(name, foreign(&value)));
    facts.extend(["TERM", "TERM_PROGRAM"].into_iter().filter_map(set));
    if let Some(Seen { size, depth, .. }) = seen {
        let size = size.map(|(columns, rows)| term(&words.size, ltr(&format!("{columns}×{rows}"))));
        facts.extend(size);
        facts.push(term(&words.colours, colours(words, *depth)));
    }
    let decision = seen.map(|seen| &seen.found.decision);
    let adapter = decision.map_or(Adapter::Logical, |decision| decision.adapter);
    facts.push(term(&words.adapter, format!("{} – {}", ltr(adapter.name()), meaning(words, adapter))));
    let reason = decision.map_or(&AdapterReason::NoTerminal, |decision| &decision.reason);
    facts.push(term(&words.why, why(words, reason)));
    facts
}

/// A text from the terminal or the environment, with control characters made visible.
fn foreign(text: &str) -> String {
    ltr(&distrusted(text))
}

/// The terminal's answers, with the names of the questions.
fn answers(words: &DoctorWords, found: &Recognised) -> String {
    let probe = &found.probe;
    let mode = probe.bidi_mode.map(|mode| mode.to_string()).unwrap_or_default();
    let answers = [("XTVERSION", &probe.version), ("DA2", &probe.attributes), ("BDSM", &mode)];
    let given = answers.into_iter().filter(|(_, answer)| !answer.is_empty());
    let given: Vec<String> =
        given.map(|(question, answer)| foreign(&format!("{question} {answer}"))).collect();
    match found.decision.reason {
        _ if !given.is_empty() => given.join(" · "),
        AdapterReason::Requested(
            AdapterSource::Option | AdapterSource::Variable | AdapterSource::Setting,
        ) => words.not_asked.clone(),
        _ => words.no_answer.clone(),
    }
}

fn colours(words: &DoctorWords, depth: ColourDepth) -> String {
    match depth {
        ColourDepth::None => words.no_colours.clone(),
        ColourDepth::Ansi16 => ltr("16"),
        ColourDepth::Ansi256 => ltr("256"),
        ColourDepth::True => words.true_colours.clone(),
    }
}

fn meaning(words: &DoctorWords, adapter: Adapter) -> &str {
    match adapter {
        Adapter::Visual => &words.visual,
        Adapter::Explicit => &words.explicit,
        Adapter::Mlterm => &words.mlterm,
        Adapter::Fence => &words.fence,
        Adapter::Inverse => &words.inverse,
        Adapter::Kitty => &words.kitty,
        Adapter::Logical => &words.logical,
    }
}

fn why(words: &DoctorWords, reason: &AdapterReason) -> String {
    match reason {
        AdapterReason::Requested(AdapterSource::Option) => {
            words.requested.fill(&[("source", &ltr("--bidi"))])
        }
        AdapterReason::Requested(AdapterSource::Variable) => {
            words.requested.fill(&[("source", &ltr(arabic::VARIABLE))])
        }
        AdapterReason::Requested(AdapterSource::Setting) => {
            words.requested.fill(&[("source", &ltr("settings.yaml"))])
        }
        AdapterReason::Requested(AdapterSource::PictureTest) => words.picture_test.clone(),
        AdapterReason::HasSwitch => words.has_switch.clone(),
        AdapterReason::Inside(Multiplexer::Tmux) => words.inside.fill(&[("program", &ltr("tmux"))]),
        AdapterReason::Inside(Multiplexer::Screen) => words.inside.fill(&[("program", &ltr("screen"))]),
        AdapterReason::Known(name) => words.known.fill(&[("name", &ltr(name))]),
        AdapterReason::Unknown => words.unknown.clone(),
        AdapterReason::UnknownAndSilent => {
            words.unknown_and_silent.fill(&[("fence", &ltr(Adapter::Fence.name()))])
        }
        AdapterReason::NoTerminal => words.no_terminal.clone(),
    }
}

/// Sample lines that terminals often display wrongly, each with a description of the correct display.
fn samples(words: &DoctorWords) -> [(String, String); 4] {
    let figures = format!("{} | {} | ٢٠٢٦", ltr("2026-09-25"), ltr("75%"));
    [
        ("تقييم نضج عينة".to_owned(), words.joined.clone()),
        ("سلام إلا لأن الآن".to_owned(), words.lam_alef.clone()),
        (format!("عينة {} [أ] {{ب}}", ltr("(ABC)")), words.brackets.clone()),
        (format!("سنة {figures}"), words.figures.clone()),
    ]
}

/// The reason that the terminal itself gives for an adapter, also if the user requested another one.
fn kind(found: &Recognised, variable: Variable) -> AdapterReason {
    match found.decision.reason {
        AdapterReason::Requested(_) => {
            terminal::decide(&found.probe, found.outer.as_deref(), variable).reason
        }
        ref reason => reason.clone(),
    }
}

/// The advice for this terminal, followed by the advice for all. Without a terminal, the advice for every kind.
fn advice(messages: &Messages, seen: Option<&Seen>, variable: Variable) -> Vec<String> {
    let words = &messages.commands.doctor_words;
    let around = seen.and_then(|seen| seen.found.outer.as_deref());
    let kind = seen.map(|seen| kind(&seen.found, variable));
    let is = |name: &'static str| kind.as_ref().is_none_or(|kind| *kind == AdapterReason::Known(name));
    let shared = kind.as_ref().is_none_or(|kind| matches!(kind, AdapterReason::Inside(_)));
    let in_konsole = around.is_none_or(|around| around.starts_with("Konsole"));
    let special = [
        (is("kitty"), &words.for_kitty),
        (is("xterm"), &words.for_xterm),
        (is("mlterm"), &words.for_mlterm),
        // tmux does not report that it runs in PuTTY, so its users get that advice too.
        (is("PuTTY") || shared && around.is_none(), &words.for_putty),
        (shared && in_konsole, &words.for_konsole),
        (shared || around.is_some(), &words.for_shared),
    ];
    let mut advice: Vec<String> =
        special.into_iter().filter(|(helps, _)| *helps).map(|(_, words)| words.clone()).collect();
    let adapters = BIDI_WORDS.join(&messages.common.list_separator);
    advice.extend([words.font.clone(), words.order.fill(&[("words", &adapters)])]);
    advice
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bidi::terminals::shown;
    use crate::cli::print::tests::{on_screen, sent};
    use crate::i18n::Language;
    use crate::terminal::{AdapterDecision, Probe};

    fn seen(version: &str, around: Option<&str>, adapter: Adapter, reason: AdapterReason) -> Seen {
        let probe = Probe { version: version.to_owned(), ..Probe::default() };
        let decision = AdapterDecision { adapter, reason };
        let name = probe.identity(around, &|_| None);
        let found = Recognised { name, probe, outer: around.map(str::to_owned), decision, learnt: None };
        Seen { found, size: Some((100, 40)), depth: ColourDepth::Ansi256 }
    }

    fn words(language: Language) -> &'static DoctorWords {
        &Messages::of(language).commands.doctor_words
    }

    fn page_text(language: Language, seen: Option<&Seen>) -> String {
        format!("{:?}", page(Messages::of(language), seen, &|_| None))
    }

    fn reasons() -> Vec<AdapterReason> {
        let requested = [
            AdapterSource::Option,
            AdapterSource::Variable,
            AdapterSource::Setting,
            AdapterSource::PictureTest,
        ];
        let inside = [Multiplexer::Tmux, Multiplexer::Screen];
        let others = [
            AdapterReason::HasSwitch,
            AdapterReason::Known("xterm"),
            AdapterReason::Unknown,
            AdapterReason::UnknownAndSilent,
        ];
        let reasons = requested
            .map(AdapterReason::Requested)
            .into_iter()
            .chain(inside.map(AdapterReason::Inside))
            .chain(others);
        reasons.chain([AdapterReason::NoTerminal]).collect()
    }

    #[test]
    fn every_adapter_and_every_reason_has_words_of_its_own_in_both_languages() {
        for language in Language::ALL {
            let words = words(language);
            let mut sentences: Vec<String> = reasons().iter().map(|reason| why(words, reason)).collect();
            sentences.extend(Adapter::ALL.map(|adapter| meaning(words, adapter).to_owned()));
            let count = sentences.len();
            sentences.sort();
            sentences.dedup();
            assert_eq!(sentences.len(), count);
        }
    }

    #[test]
    fn the_terminal_its_adapter_and_the_words_to_try_are_named() {
        let tmux = seen("tmux 3.3a", None, Adapter::Fence, AdapterReason::Inside(Multiplexer::Tmux));
        for language in Language::ALL {
            let page_text = page_text(language, Some(&tmux));
            let words = ["XTVERSION tmux 3.3a", "100×40", "256", "fence", "inverse", "DejaVu Sans Mono"];
            for word in words {
                assert!(page_text.contains(word), "{word} is not in {page_text}");
            }
        }
    }

    #[test]
    fn the_advice_for_this_terminal_comes_first_and_that_for_others_is_left_out() {
        let inside = AdapterReason::Inside(Multiplexer::Tmux);
        let words = words(Language::English);
        let (kitty, mlterm, putty) = (&words.for_kitty, &words.for_mlterm, &words.for_putty);
        let (xterm, konsole, shared) = (&words.for_xterm, &words.for_konsole, &words.for_shared);
        let cases = [
            (seen("kitty(0.26.5)", None, Adapter::Kitty, AdapterReason::Known("kitty")), vec![kitty]),
            (seen("mlterm(3.9.3)", None, Adapter::Mlterm, AdapterReason::Known("mlterm")), vec![mlterm]),
            (seen("", None, Adapter::Inverse, AdapterReason::Known("PuTTY")), vec![putty]),
            (seen("XTerm(379)", None, Adapter::Visual, AdapterReason::Known("xterm")), vec![xterm]),
            (seen("tmux 3.3a", None, Adapter::Fence, inside.clone()), vec![putty, konsole, shared]),
            (seen("tmux 3.3a", Some("XTerm(379)"), Adapter::Fence, inside.clone()), vec![shared]),
            (seen("tmux 3.3a", Some("Konsole 22.12.3"), Adapter::Fence, inside), vec![konsole, shared]),
            // A requested adapter does not change which terminal it is.
            (
                seen(
                    "kitty(0.26.5)",
                    None,
                    Adapter::Visual,
                    AdapterReason::Requested(AdapterSource::PictureTest),
                ),
                vec![kitty],
            ),
        ];
        for (seen, expected) in cases {
            let advice = advice(Messages::of(Language::English), Some(&seen), &|_| None);
            assert_eq!(advice.len(), expected.len() + 2, "{advice:?}");
            assert!(advice.iter().zip(expected).all(|(given, expected)| given == expected), "{advice:?}");
        }
        assert_eq!(advice(Messages::of(Language::English), None, &|_| None).len(), 8);
    }

    #[test]
    fn a_terminal_that_was_not_asked_is_not_reported_as_silent() {
        for language in Language::ALL {
            let words = words(language);
            let requested = seen("", None, Adapter::Visual, AdapterReason::Requested(AdapterSource::Option));
            assert_eq!(answers(words, &requested.found), words.not_asked);
            let silent = seen("", None, Adapter::Visual, AdapterReason::UnknownAndSilent);
            assert_eq!(answers(words, &silent.found), words.no_answer);
        }
    }

    #[test]
    fn no_text_of_a_terminal_or_of_the_environment_controls_the_screen() {
        let hostile = "\u{1b}[2J\u{202e}x\u{9b}1m";
        let seen = seen(hostile, Some(hostile), Adapter::Visual, AdapterReason::HasSwitch);
        let variable = |_: &str| Some(hostile.to_owned());
        for language in Language::ALL {
            let lines = on_screen(language, 80, |out| {
                out.page(&page(Messages::of(language), Some(&seen), &variable))
            });
            let mut characters = lines.iter().flat_map(|line| line.chars());
            assert!(characters.all(|c| !c.is_control() && c != '\u{202e}'), "{lines:?}");
        }
    }

    #[test]
    fn the_sample_lines_are_drawn_correctly_with_every_adapter() {
        let wanted = ["ﺔﻨﻴﻋ ﺞﻀﻧ ﻢﻴﻴﻘﺗ", "ﻥﻵﺍ ﻥﻷ ﻻﺇ ﻡﻼﺳ", "{ﺏ} [ﺃ] (ABC) ﺔﻨﻴﻋ", "٢٠٢٦ | 75% | 2026-09-25 ﺔﻨﺳ"];
        for language in Language::ALL {
            let page = page(Messages::of(language), None, &|_| None);
            // Wider than a text may be, so that the margin of an adapter does not change where lines break.
            let columns = 120;
            let drawn = on_screen(language, columns, |out| out.page(&page));
            for line in wanted {
                assert!(drawn.iter().any(|drawn| drawn.trim() == line), "{line}: {drawn:?}");
            }
            for adapter in [Adapter::Fence, Adapter::Inverse] {
                let sent = sent(language, columns, adapter, |out| out.page(&page));
                let sent = sent.lines().filter(|line| !line.is_empty());
                let shown: Vec<String> = sent.map(|line| shown(line).trim().to_owned()).collect();
                let drawn = drawn.iter().filter(|line| !line.is_empty());
                let drawn: Vec<&str> = drawn.map(|line| line.trim()).collect();
                assert_eq!(shown, drawn, "{adapter:?}");
            }
        }
    }
}
