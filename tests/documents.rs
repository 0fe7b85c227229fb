//! What the documents say is so: their links lead somewhere, their commands print what they show, the questionnaire that
//! they teach has no fault, and the Arabic ones keep up with the English ones.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::support::home::Home;

/// A line of a shown output that stands for any number of lines.
const LEFT_OUT: &str = "…";

fn own(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// A document, by its path in the repository, with its parts.
struct Document {
    path: String,
    headings: Vec<(HeadingLevel, String)>,
    /// Destinations of links and pictures.
    links: Vec<String>,
    /// Code between backticks.
    codes: Vec<String>,
    /// Blocks of code with the word behind their fence.
    blocks: Vec<(String, String)>,
}

impl Document {
    fn read(path: &str) -> Self {
        let text = fs::read_to_string(own(path)).unwrap();
        let mut document = Self {
            path: path.to_owned(),
            headings: Vec::new(),
            links: Vec::new(),
            codes: Vec::new(),
            blocks: Vec::new(),
        };
        let (mut heading, mut in_block) = (None, false);
        for event in Parser::new_ext(&text, Options::ENABLE_TABLES) {
            match event {
                Event::Start(Tag::Heading { level, .. }) => heading = Some((level, String::new())),
                Event::End(TagEnd::Heading(_)) => document.headings.extend(heading.take()),
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    document.links.push(dest_url.into_string());
                }
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(word))) => {
                    document.blocks.push((word.into_string(), String::new()));
                    in_block = true;
                }
                Event::End(TagEnd::CodeBlock) => in_block = false,
                Event::Text(text) if in_block => document.blocks.last_mut().unwrap().1.push_str(&text),
                Event::Code(code) if heading.is_none() => document.codes.push(code.into_string()),
                Event::Text(text) | Event::Code(text) => {
                    if let Some((_, title)) = &mut heading {
                        title.push_str(&text);
                    }
                }
                Event::Html(html) | Event::InlineHtml(html) => {
                    assert!(
                        !html.contains("src=") && !html.contains("href="),
                        "{path}: write {html} as Markdown"
                    );
                }
                _ => {}
            }
        }
        document
    }

    /// All documents for readers: those in the root and in `docs`.
    fn all() -> Vec<Self> {
        let mut found = Vec::new();
        for folder in ["", "docs/"] {
            for entry in fs::read_dir(own(folder)).unwrap() {
                let name = entry.unwrap().file_name().into_string().unwrap();
                if Path::new(&name).extension().is_some_and(|end| end == "md") {
                    found.push(Self::read(&format!("{folder}{name}")));
                }
            }
        }
        found.sort_by(|one, other| one.path.cmp(&other.path));
        found
    }

    /// The anchors of its headings, as GitHub makes them.
    fn anchors(&self) -> BTreeSet<String> {
        let mut anchors = BTreeSet::new();
        for (_, title) in &self.headings {
            let letters = title.to_lowercase();
            let kept = letters.chars().filter(|letter| letter.is_alphanumeric() || "-_ ".contains(*letter));
            let anchor: String = kept.map(|letter| if letter == ' ' { '-' } else { letter }).collect();
            let again = (1..).map(|number| format!("{anchor}-{number}"));
            let free = std::iter::once(anchor.clone()).chain(again).find(|name| !anchors.contains(name));
            anchors.extend(free);
        }
        anchors
    }

    /// The commands that it shows: those of a console, and those in blocks without outputs.
    fn commands(&self) -> Vec<&str> {
        let lines = self.blocks.iter().flat_map(|(word, text)| text.lines().map(move |line| (word, line)));
        let commands = lines.filter_map(|(word, line)| match word.as_str() {
            "console" => line.strip_prefix("$ "),
            "sh" => Some(line),
            _ => None,
        });
        commands.collect()
    }

    /// The blocks of a console: the commands, and the output that they show, there or in a block of its own below.
    fn consoles(&self) -> Vec<(Vec<&str>, Vec<&str>)> {
        let mut consoles: Vec<(Vec<&str>, Vec<&str>)> = Vec::new();
        for (word, text) in &self.blocks {
            match word.as_str() {
                "console" => {
                    let (commands, output): (Vec<_>, Vec<_>) =
                        text.lines().partition(|line| line.starts_with("$ "));
                    consoles
                        .push((commands.iter().map(|line| line.trim_start_matches("$ ")).collect(), output));
                }
                "" => consoles.last_mut().unwrap().1.extend(text.lines()),
                _ => {}
            }
        }
        consoles
    }
}

/// The path in the repository of a link in the document at `from`; `None` if it leads out of the repository.
fn resolve(from: &str, link: &str) -> Option<PathBuf> {
    let mut parts: Vec<Component> = Path::new(from).parent().unwrap().components().collect();
    for part in Path::new(link).components() {
        match part {
            Component::ParentDir => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.iter().collect())
}

#[test]
fn every_link_and_picture_leads_to_a_file_and_a_heading_that_exist() {
    let documents = Document::all();
    let (mut broken, mut tried) = (Vec::new(), 0);
    for document in &documents {
        let here = |link: &&String| !link.starts_with("https://");
        for link in document.links.iter().filter(here) {
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            let path = if file.is_empty() {
                Some(document.path.clone().into())
            } else {
                resolve(&document.path, file)
            };
            let exists = path.as_ref().is_some_and(|path| own("").join(path).is_file());
            let target = documents.iter().find(|other| Some(Path::new(&other.path)) == path.as_deref());
            let has_heading = || target.is_some_and(|target| target.anchors().contains(anchor));
            if !exists || !(anchor.is_empty() || has_heading()) {
                broken.push(format!("{}: {link}", document.path));
            }
            tried += 1;
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
    assert!(tried > 40, "{tried}");
}

#[test]
fn every_picture_and_page_of_the_documentation_is_linked() {
    let documents = Document::all();
    let linked: BTreeSet<PathBuf> = documents
        .iter()
        .flat_map(|document| {
            document.links.iter().map(move |link| (document, link.split('#').next().unwrap()))
        })
        .filter_map(|(document, file)| resolve(&document.path, file))
        .collect();
    for entry in fs::read_dir(own("docs")).unwrap() {
        let path = Path::new("docs").join(entry.unwrap().file_name());
        assert!(linked.contains(&path), "nothing links to {}", path.display());
    }
}

/// A command without its texts in quotes, which are in the language of the document, and without a comment.
fn without_texts(command: &str) -> String {
    let command = command.split("  #").next().unwrap();
    let parts = command.split('"').enumerate();
    parts.map(|(place, part)| if place % 2 == 0 { part.trim_end() } else { "…" }).collect()
}

#[test]
fn the_arabic_documents_have_the_parts_and_commands_of_the_english_ones() {
    let documents = Document::all();
    let pairs = documents.iter().filter_map(|arabic| {
        let english = arabic.path.strip_suffix(".ar.md")?.to_owned() + ".md";
        Some((documents.iter().find(|document| document.path == english).unwrap(), arabic))
    });
    let mut compared = 0;
    for (english, arabic) in pairs {
        let levels = |document: &Document| -> Vec<HeadingLevel> {
            document.headings.iter().map(|(level, _)| *level).collect()
        };
        assert_eq!(levels(english), levels(arabic), "{}", arabic.path);
        let commands = |document: &Document| -> Vec<String> {
            document.commands().into_iter().map(without_texts).collect()
        };
        assert_eq!(commands(english), commands(arabic), "{}", arabic.path);
        for (from, to) in [(english, arabic), (arabic, english)] {
            assert!(from.links.iter().any(|link| to.path.ends_with(link.as_str())), "{}", from.path);
        }
        compared += commands(english).len();
    }
    assert!(compared > 20, "{compared}");
}

/// In a paragraph from the right, a sign at the end of a Latin word is drawn at its other end, and the parts of a date
/// change their order.
#[test]
fn code_in_arabic_paragraphs_keeps_its_order() {
    let is_safe = |code: &str| {
        let is_letter = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_alphanumeric());
        let letters: Vec<char> = code.chars().collect();
        let is_date = letters
            .windows(3)
            .any(|part| part[0].is_ascii_digit() && part[1] == '-' && part[2].is_ascii_digit());
        letters.len() == 1
            || is_letter(letters.first().copied()) && is_letter(letters.last().copied()) && !is_date
    };
    let arabic = Document::all().into_iter().filter(|document| document.path.ends_with(".ar.md"));
    let mut tried = 0;
    for document in arabic {
        for code in &document.codes {
            assert!(is_safe(code), "{}: write <code dir=\"ltr\">{code}</code>", document.path);
            tried += 1;
        }
    }
    assert!(tried > 200, "{tried}");
}

/// Whether `printed` is `shown`, in which [`LEFT_OUT`] stands for any number of lines.
fn is_shown(printed: &[&str], shown: &[&str]) -> bool {
    match shown.split_first() {
        None => printed.is_empty(),
        Some((&LEFT_OUT, rest)) => (0..=printed.len()).any(|skipped| is_shown(&printed[skipped..], rest)),
        Some((line, rest)) => printed.first() == Some(line) && is_shown(&printed[1..], rest),
    }
}

#[cfg(unix)]
#[test]
fn the_commands_of_the_readme_print_what_it_shows() {
    let program = Path::new(env!("CARGO_BIN_EXE_mizan")).parent().unwrap();
    for (path, home) in [("README.md", Home::english()), ("README.ar.md", Home::arabic())] {
        for (commands, shown) in Document::read(path).consoles() {
            let output = std::process::Command::new("/bin/sh")
                .args(["-c", &commands.join("\n")])
                .env_clear()
                .envs(home.environment())
                .env_remove("MIZAN_CONFIG_DIR")
                .env("PATH", format!("{}:/usr/bin:/bin", program.display()))
                .output()
                .unwrap();
            let printed = [output.stdout, output.stderr].concat();
            let folder = home.path("").display().to_string();
            let printed = String::from_utf8(printed).unwrap().replace(folder.trim_end_matches('/'), "~");
            let lines: Vec<&str> = printed.lines().collect();
            assert!(is_shown(&lines, &shown), "{path}: {commands:#?} print\n{printed}");
        }
    }
}

#[test]
fn the_questionnaire_that_the_documentation_teaches_has_no_fault() {
    for (path, language) in [("docs/packs.md", "en"), ("docs/packs.ar.md", "ar")] {
        let (document, home) = (Document::read(path), Home::speaking(language));
        let mut files = Vec::new();
        for (_, text) in document.blocks.iter().filter(|(word, _)| word == "yaml") {
            let Some(name) = text.lines().next().unwrap().strip_prefix("# ") else { continue };
            let file = home.path(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(&file, text).unwrap();
            files.push(text.clone());
        }
        assert_eq!(files.len(), 2, "{path}");
        let folder = home.path("release");
        let folder = folder.to_str().unwrap();
        home.done(&["check", folder]);
        home.done(&["new", "Trial", "--pack", folder]);
        let answers = [["recovery-q1", "1"], ["recovery-q2", "0"]];
        for [question, level] in answers {
            home.done(&["answer", "Trial", question, level]);
        }
        let roadmap = home.done(&["roadmap", "Trial", "--format", "csv"]);
        assert!(roadmap.contains("recovery-q2,0,1"), "{roadmap}");
    }
    let example = |path| -> Vec<String> {
        Document::read(path)
            .blocks
            .into_iter()
            .filter(|(word, _)| word == "yaml")
            .map(|(_, text)| text)
            .collect()
    };
    assert_eq!(example("docs/packs.md"), example("docs/packs.ar.md"));
}
