//! Runs every command with every hostile text, in each file it reads and each argument it takes.
//!
//! The tested command lines are derived from the table of commands and their arguments, so that new ones are tested
//! automatically.

use std::ffi::OsString;
use std::fs;

use clap::Arg;

use super::FULL_SCREEN_COMMANDS;
use super::commands::{COMMANDS, CommandEntry};
use super::print::Outlet;
use super::print::tests::SharedBuffer;
use super::*;
use crate::sample::hostile::{HostileFolder, harm, texts};
use crate::sample::isolates::without_isolates;

/// The destination and the language of a tested command.
#[derive(Clone, Copy)]
struct Reader {
    outlet: Outlet,
    language: Language,
    colours: bool,
}

/// Everything that a command prints.
fn printed(folder: &HostileFolder, reader: Reader, line: &[OsString]) -> String {
    let buffer = SharedBuffer::default();
    let printer =
        || Printer::captured(Box::new(buffer.clone()), reader.outlet, reader.language, reader.colours);
    let (paths, words) = (Paths::new(&folder.config), Messages::of(reader.language));
    let settings = Settings::load(&paths);
    let start = Start {
        paths: Ok(paths),
        settings,
        language: reader.language,
        code: reader.language.code(),
        languages: languages::of_interface(),
        request: RequestedAdapter::default(),
        output_style: OutputStyle::default(),
        words,
    };
    let mut errors = printer();
    let program = grammar::program(COMMANDS, words, &languages::of_interface());
    let arguments = std::iter::once(shell::PROGRAM.into()).chain(line.iter().cloned());
    let outcome = program.clone().try_get_matches_from(arguments).map_err(|error| {
        let command = line.first().and_then(|name| name.to_str()).filter(|name| entry(name).is_some());
        Failure::usage(usage::explain(&error, &program, command, words))
    });
    let outcome = outcome.and_then(|matches| {
        let mut context = start.context(&matches, &mut errors)?;
        (context.out, context.errors) = (printer(), printer());
        if let Some((name, matches)) = matches.subcommand() {
            (entry(name).unwrap().run)(matches, &mut context)?;
        }
        Ok(context.out.flush()?)
    });
    if let Err(failure) = outcome {
        failure.report(&mut errors, words);
    }
    buffer.text()
}

/// A valid value for an argument other than the tested one.
fn valid_value(folder: &HostileFolder, argument: &Arg) -> OsString {
    match argument.get_id().as_str() {
        "assessment" | "assessments" => "Two".into(),
        "question" => "one-q1".into(),
        "answer" => "2".into(),
        "name" | "new" => "Fresh".into(),
        "pack" => "hostile".into(),
        "command" => "show".into(),
        "file" | "base" | "ours" | "theirs" => folder.config.join("elsewhere/good.yaml").into(),
        "path" => folder.config.join("faulty").into(),
        // A number, or a word that is at least read.
        _ => "1".into(),
    }
}

/// A command line: options, then positional arguments.
struct Line<'a> {
    folder: &'a HostileFolder,
    entry: &'a CommandEntry,
    arguments: &'a [Arg],
}

impl Line<'_> {
    /// With these options, and with this value for one positional argument.
    fn with(&self, options: &[OsString], place: Option<(&Arg, &OsString)>) -> Vec<OsString> {
        let mut line = vec![self.entry.name.into()];
        let names_pack = |option: &OsString| option.to_string_lossy().starts_with("--pack");
        if self.arguments.iter().any(|known| known.get_id() == "pack") && !options.iter().any(names_pack) {
            line.push("--pack=hostile".into());
        }
        line.extend(options.iter().cloned());
        line.push("--".into());
        for argument in self.arguments.iter().filter(|argument| argument.is_positional()) {
            match place {
                Some((given, value)) if given.get_id() == argument.get_id() => {
                    line.push(value.clone());
                    break;
                }
                Some(_) => line.push(valid_value(self.folder, argument)),
                None if argument.is_required_set() => line.push(valid_value(self.folder, argument)),
                None => {}
            }
        }
        line
    }

    /// Command lines with the text as the value of one argument each.
    fn with_text_in_each_argument(&self, text: &OsString) -> Vec<Vec<OsString>> {
        let each = self.arguments.iter().filter_map(|argument| match argument.get_long() {
            None => Some(self.with(&[], Some((argument, text)))),
            Some(long) if argument.get_action().takes_values() => {
                let mut option = OsString::from(format!("--{long}="));
                // Output goes into the test folder, because the text as a path could lead anywhere.
                let writes = argument.get_id() == "output";
                option.push(if writes {
                    self.folder.named_file().with_extension("out").into()
                } else {
                    text.clone()
                });
                Some(self.with(&[option], None))
            }
            Some(_) => None,
        });
        each.chain([vec![self.entry.name.into(), text.clone()]]).collect()
    }

    /// Valid command lines: every choice of every option, every output format, every positional argument.
    fn valid_lines(&self) -> Vec<Vec<OsString>> {
        let is_form = |argument: &&Arg| argument.get_id() == "format";
        let choices = |argument: &Arg| -> Vec<OsString> {
            let long = argument.get_long().unwrap_or_default().to_owned();
            let values = argument.get_possible_values();
            values.iter().map(|value| format!("--{long}={}", value.get_name()).into()).collect()
        };
        let mut forms = vec![None];
        forms.extend(self.arguments.iter().filter(is_form).flat_map(choices).map(Some));
        let mut lines = Vec::new();
        for form in forms {
            let options = |more: Option<OsString>| form.iter().cloned().chain(more).collect::<Vec<_>>();
            lines.push(self.with(&options(None), None));
            for argument in self.arguments.iter().filter(|argument| !is_form(argument)) {
                let may_be_bare = argument.get_num_args().is_some_and(|range| range.min_values() == 0);
                match argument.get_long() {
                    None => {
                        let value = valid_value(self.folder, argument);
                        lines.push(self.with(&options(None), Some((argument, &value))));
                    }
                    Some(long) if may_be_bare => {
                        lines.push(self.with(&options(Some(format!("--{long}").into())), None));
                    }
                    Some(_) => {
                        lines.extend(
                            choices(argument)
                                .into_iter()
                                .map(|choice| self.with(&options(Some(choice)), None)),
                        );
                    }
                }
            }
        }
        lines
    }
}

/// Every command line tested with one text. The full screen needs a terminal and is tested in `tests/terminal`.
fn lines(folder: &HostileFolder) -> Vec<Vec<OsString>> {
    let words = Messages::of(Language::English);
    let text = OsString::from(&folder.text);
    let mut lines = Vec::new();
    for entry in COMMANDS.iter().filter(|entry| !FULL_SCREEN_COMMANDS.contains(&entry.name)) {
        let arguments = (entry.arguments)(words);
        let line = Line { folder, entry, arguments: &arguments };
        lines.extend(line.valid_lines());
        lines.extend(line.with_text_in_each_argument(&text));
    }
    let typed = |line: &[&str]| line.iter().map(OsString::from).collect::<Vec<_>>();
    let more =
        [&["show", "--", &folder.text], &["compare", "Two", &folder.text], &["list", "--theme", "mine"]];
    lines.extend(more.iter().map(|line| typed(*line)));
    lines.extend([
        typed(&[&folder.text]),
        typed(&["list", &format!("--{}", folder.text)]),
        typed(&["list", "--theme", &folder.text]),
    ]);
    let elsewhere = folder.config.join("elsewhere");
    for file in
        [folder.named_file(), elsewhere.join("other-format.yaml"), elsewhere.join("faulty-theme.yaml")]
    {
        lines.extend(["check", "import"].map(|command| vec![command.into(), file.clone().into()]));
    }
    lines
}

/// The tested destinations and languages. In the short run, texts and lines take turns.
const READERS: [(Outlet, Language); 4] = [
    (Outlet::Pipe, Language::English),
    (Outlet::Terminal, Language::Arabic),
    (Outlet::Pipe, Language::Arabic),
    (Outlet::Terminal, Language::English),
];

/// The short run tests one of this many combinations, selected by the positions of text and line.
const SHORT: usize = 7;

/// Tests the command lines with a part of the texts, and returns the number of outputs checked. With
/// `MIZAN_LONG_TESTS`, every line is tested with every text and every destination.
fn try_texts(part: usize, parts: usize) -> usize {
    let is_long = std::env::var_os("MIZAN_LONG_TESTS").is_some();
    let home = tempfile::tempdir().unwrap();
    let mut count = 0;
    for (place, hostile) in texts().into_iter().enumerate().filter(|(place, _)| place % parts == part) {
        let config = home.path().join(place.to_string());
        let folder = HostileFolder::new(&config, &hostile.text);
        for (number, line) in lines(&folder).iter().enumerate() {
            if !is_long && (place + number) % SHORT != 0 {
                continue;
            }
            let readers = if is_long { &READERS[..] } else { &READERS[(place / parts + number) % 4..][..1] };
            for (outlet, language) in readers.iter().copied() {
                let output = printed(&folder, Reader { outlet, language, colours: false }, line);
                let is_markdown = line.iter().any(|word| word.to_string_lossy().contains("markdown"));
                let output = if is_markdown { without_isolates(&output) } else { output };
                assert_eq!(harm(&output), None, "{}: {outlet:?} {language:?} {line:?}", hostile.what);
                count += 1;
                folder.assessments();
            }
        }
        fs::remove_dir_all(config).unwrap();
    }
    count
}

/// Number of parts, which run in parallel.
const PARTS: usize = 4;

fn part(number: usize) {
    let count = try_texts(number, PARTS);
    assert!(count > 500, "{count}");
    println!("{count} outputs");
}

#[test]
fn no_command_obeys_a_text_in_the_first_part_of_the_corpus() {
    part(0);
}

#[test]
fn no_command_obeys_a_text_in_the_second_part_of_the_corpus() {
    part(1);
}

#[test]
fn no_command_obeys_a_text_in_the_third_part_of_the_corpus() {
    part(2);
}

#[test]
fn no_command_obeys_a_text_in_the_fourth_part_of_the_corpus() {
    part(3);
}

#[test]
fn the_corpus_is_large_and_harmful() {
    let texts = texts();
    assert!(texts.len() >= 60);
    assert!(texts.iter().filter(|one| harm(&one.text).is_some()).count() >= 50);
}

#[test]
fn coloured_output_differs_only_in_colours() {
    let home = tempfile::tempdir().unwrap();
    for (place, hostile) in texts().into_iter().enumerate() {
        let folder = HostileFolder::new(&home.path().join(place.to_string()), &hostile.text);
        let language = Language::ALL[place % 2];
        for line in [
            ["show", "Two", "--why"],
            ["questions", "one-q1", "--pack=hostile"],
            ["answer", &folder.text, &folder.text],
        ] {
            let line = line.map(OsString::from);
            let of =
                |colours| printed(&folder, Reader { outlet: Outlet::Terminal, language, colours }, &line);
            let (plain, coloured) = (of(false), of(true));
            assert_eq!(without_colours(&coloured), without_line_ends(&plain), "{}", hostile.what);
            assert_ne!(coloured, plain);
        }
    }
}

/// The text without style sequences: `ESC [`, digits and semicolons, `m`.
fn without_colours(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = part.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == ';');
        out.push_str(rest.strip_prefix('m').expect("only styles are set"));
    }
    without_line_ends(&out)
}

/// Trailing blanks may be styled or left out, so both are compared without them.
fn without_line_ends(text: &str) -> String {
    text.lines().flat_map(|line| [line.trim_end(), "\n"]).collect()
}

#[test]
fn unreadable_settings_are_reported_without_harm() {
    let home = tempfile::tempdir().unwrap();
    let folder = HostileFolder::new(home.path(), "plain");
    for (number, hostile) in texts().into_iter().enumerate() {
        let quoted = crate::sample::hostile::quoted(&hostile.text);
        let settings = [
            format!("language: {quoted}"),
            format!("theme: {quoted}"),
            format!("{quoted}: ar"),
            hostile.text.clone(),
        ];
        for (place, settings) in settings.into_iter().enumerate() {
            fs::write(home.path().join("settings.yaml"), settings).unwrap();
            let (outlet, language) = READERS[(number + place) % 4];
            let output = printed(&folder, Reader { outlet, language, colours: false }, &["paths".into()]);
            assert_eq!(harm(&output), None, "{}", hostile.what);
        }
    }
}
