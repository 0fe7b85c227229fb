//! `mizan doctor`: what this terminal is, how it is sent Arabic and why, and what to change where it looks wrong.

use clap::{Arg, ArgMatches};

use super::arabic::{self, WORDS};
use super::page::{Piece, Term};
use super::print::SharedAdapter;
use super::surroundings::{self, Stream};
use super::{Entry, Failure, Group, Session};
use crate::bidi::{Adapter, distrusted, ltr};
use crate::i18n::Messages;
use crate::i18n::messages::DoctorWords;
use crate::settings::Terminals;
use crate::terminal::{Multiplexer, Probe, Reason, Recognised, Source};
use crate::theme::Role;

pub(super) const COMMAND: Entry =
    Entry { name: "doctor", group: Group::Tool, words: |words| &words.doctor, arguments, run };

fn arguments(_words: &'static Messages) -> Vec<Arg> {
    Vec::new()
}

fn run(_matches: &ArgMatches, session: &mut Session) -> Result<(), Failure> {
    let words = &session.words.commands.doctor_words;
    let mut terminals = Terminals::load(&session.paths).unwrap_or_default();
    let found = if Stream::Output.is_terminal() {
        let found = arabic::recognise_between_commands(session.said, &mut terminals)?;
        let adapter = found.decision.adapter;
        session.send_through(SharedAdapter::found_by(move || adapter));
        Some(found)
    } else {
        None
    };
    Ok(session.out.page(&page(words, found.as_ref()))?)
}

/// Everything that is said of a terminal, or of an output that goes to none.
fn page(words: &DoctorWords, found: Option<&Recognised>) -> Vec<Piece> {
    let mut page = vec![Piece::Heading(words.terminal.clone()), Piece::Terms(facts(words, found))];
    page.extend([Piece::Blank, Piece::Heading(words.compare.clone())]);
    for (sample, described) in samples(words) {
        page.push(Piece::Paragraph(Role::Title, sample));
        page.push(Piece::Indented(described));
    }
    page.extend([Piece::Blank, Piece::Heading(words.advice.clone())]);
    page.extend(advice(words, found).into_iter().map(Piece::Indented));
    page
}

fn facts(words: &DoctorWords, found: Option<&Recognised>) -> Vec<Term> {
    let term = |term: &str, meaning: String| Term { term: term.to_owned(), meaning };
    let foreign = |text: &str| ltr(&distrusted(text));
    let variable = |name: &str| surroundings::variable(name).map(|value| term(name, foreign(&value)));
    let mut facts = Vec::new();
    if let Some(found) = found {
        let name = if found.name.is_empty() { words.nameless.clone() } else { foreign(&found.name) };
        facts.push(term(&words.name, name));
        facts.push(term(&words.answers, answers(words, &found.probe)));
        facts.extend(found.around.as_deref().map(|around| term(&words.around, foreign(around))));
    }
    facts.extend(["TERM", "TERM_PROGRAM"].into_iter().filter_map(variable));
    if let Some(found) = found {
        let adapter = found.decision.adapter;
        facts.push(term(&words.adapter, format!("{} – {}", ltr(adapter.name()), meaning(words, adapter))));
    }
    let reason = found.map_or(&Reason::NoTerminal, |found| &found.decision.reason);
    facts.push(term(&words.why, why(words, reason)));
    facts
}

fn answers(words: &DoctorWords, probe: &Probe) -> String {
    let mode = probe.bidi_mode.map(|mode| format!("BDSM {mode}")).unwrap_or_default();
    let said: Vec<String> = [&probe.version, &probe.attributes, &mode]
        .into_iter()
        .filter(|said| !said.is_empty())
        .map(|said| ltr(&distrusted(said)))
        .collect();
    if said.is_empty() { words.no_answer.clone() } else { said.join(" · ") }
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

fn why(words: &DoctorWords, reason: &Reason) -> String {
    match reason {
        Reason::Said(Source::Option) => words.said.fill(&[("source", &ltr("--bidi"))]),
        Reason::Said(Source::Variable) => words.said.fill(&[("source", &ltr(arabic::VARIABLE))]),
        Reason::Said(Source::Setting) => words.said.fill(&[("source", &ltr("settings.yaml"))]),
        Reason::Said(Source::PictureTest) => words.picture_test.clone(),
        Reason::HasSwitch => words.has_switch.clone(),
        Reason::Inside(Multiplexer::Tmux) => words.inside.fill(&[("program", &ltr("tmux"))]),
        Reason::Inside(Multiplexer::Screen) => words.inside.fill(&[("program", &ltr("screen"))]),
        Reason::Known(name) => words.known.fill(&[("name", &ltr(name))]),
        Reason::Unknown => words.unknown.clone(),
        Reason::UnknownAndSilent => words.unknown_and_silent.clone(),
        Reason::NoTerminal => words.no_terminal.clone(),
    }
}

/// Lines with what terminals get wrong, each with what it looks like where it is right.
fn samples(words: &DoctorWords) -> [(String, String); 4] {
    let figures = format!("{} · {} · ٢٠٢٦", ltr("2026-09-25"), ltr("75%"));
    [
        ("تقييم نضج المنصات الحكومية".to_owned(), words.joined.clone()),
        ("سلام إلا لأن الآن".to_owned(), words.lam_alef.clone()),
        (format!("منصة {} [أ] {{ب}}", ltr("(GSB)")), words.brackets.clone()),
        (format!("سنة {figures}"), words.figures.clone()),
    ]
}

fn advice(words: &DoctorWords, found: Option<&Recognised>) -> Vec<String> {
    let is = |name: &str| {
        found.is_some_and(|found| {
            let around = found.around.as_deref().unwrap_or_default();
            found.decision.reason == Reason::Known("PuTTY") && name == "PuTTY"
                || found.name.starts_with(name)
                || around.starts_with(name)
        })
    };
    let inside = found.is_some_and(|found| matches!(found.decision.reason, Reason::Inside(_)));
    let anywhere = found.is_none();
    let mut advice = vec![words.font.clone(), words.order.fill(&[("words", &ltr(&WORDS.join(", ")))])];
    if anywhere || is("kitty") {
        advice.push(words.for_kitty.clone());
    }
    if anywhere || is("PuTTY") || inside {
        advice.push(words.for_putty.clone());
    }
    if anywhere || is("Konsole") && inside {
        advice.push(words.for_konsole.clone());
    }
    advice
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::print::tests::on_screen;
    use crate::i18n::Language;
    use crate::terminal::Decision;

    fn found(adapter: Adapter, reason: Reason) -> Recognised {
        let probe = Probe { version: "XTerm(379)".to_owned(), ..Probe::default() };
        let decision = Decision { adapter, reason };
        Recognised { name: "XTerm(379)".to_owned(), probe, around: None, decision, learnt: false }
    }

    fn said(language: Language, found: Option<&Recognised>) -> String {
        format!("{:?}", page(&Messages::of(language).commands.doctor_words, found))
    }

    #[test]
    fn every_adapter_and_every_reason_has_words_of_its_own_in_both_languages() {
        let mut reasons =
            vec![Reason::HasSwitch, Reason::Unknown, Reason::UnknownAndSilent, Reason::NoTerminal];
        reasons.extend([Multiplexer::Tmux, Multiplexer::Screen].map(Reason::Inside));
        reasons.extend(
            [Source::Option, Source::Variable, Source::Setting, Source::PictureTest].map(Reason::Said),
        );
        reasons.push(Reason::Known("xterm"));
        for language in Language::ALL {
            let words = &Messages::of(language).commands.doctor_words;
            let mut sentences: Vec<String> = reasons.iter().map(|reason| why(words, reason)).collect();
            sentences.extend(Adapter::ALL.map(|adapter| meaning(words, adapter).to_owned()));
            let count = sentences.len();
            sentences.sort();
            sentences.dedup();
            assert_eq!(sentences.len(), count);
        }
    }

    #[test]
    fn the_terminal_its_adapter_and_the_words_to_try_are_named() {
        for language in Language::ALL {
            let told = said(language, Some(&found(Adapter::Fence, Reason::Inside(Multiplexer::Tmux))));
            for word in ["XTerm(379)", "fence", "tmux", "inverse", "DejaVu Sans Mono", "PuTTY"] {
                assert!(told.contains(word), "{word} is not in {told}");
            }
            assert!(!told.contains("force_ltr"), "{told}");
            assert!(said(language, None).contains("force_ltr"));
        }
    }

    #[test]
    fn the_lines_to_compare_are_drawn_joined_and_from_the_right() {
        let words = &Messages::of(Language::Arabic).commands.doctor_words;
        let lines = on_screen(Language::Arabic, 60, |out| out.page(&page(words, None)));
        let has = |text: &str| lines.iter().any(|line| line.trim() == text);
        assert!(has("ﺔﻴﻣﻮﻜﺤﻟﺍ ﺕﺎﺼﻨﻤﻟﺍ ﺞﻀﻧ ﻢﻴﻴﻘﺗ"), "{lines:?}");
        assert!(has("{ﺏ} [ﺃ] (GSB) ﺔﺼﻨﻣ"), "{lines:?}");
    }
}
