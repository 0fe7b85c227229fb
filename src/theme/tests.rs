//! Checks bundled themes against the contrast rules, and how themes are laid over each other.

use std::fs;
use std::path::PathBuf;

use ratatui::style::Color;

use super::*;

const INVALID: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/invalid-themes");

fn bundled(name: &str) -> Theme {
    ThemeLibrary::bundled().load(name).unwrap_or_else(|faults| panic!("{faults:?}"))
}

/// The theme of a file written by the user.
fn own(yaml: &str) -> Theme {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("own.yaml"), yaml).unwrap();
    ThemeLibrary::with_folder(folder.path()).load("own").unwrap_or_else(|faults| panic!("{faults:?}"))
}

/// Contrast ratio, 1 to 21, of two known colours.
fn contrast(one: Color, other: Color) -> f64 {
    let [one, other] = [one, other].map(|colour| colour::shares(colour).expect("a known colour"));
    colour::contrast(one, other)
}

/// Roles that are drawn and not read. WCAG 2.2, 1.4.11, requires less contrast for them.
const DRAWN: [Role; 8] = [
    Role::Border,
    Role::BorderFocused,
    Role::GaugeFilled,
    Role::GaugeEmpty,
    Role::Target,
    Role::ChartLine,
    Role::ChartTarget,
    Role::ChartGrid,
];

/// Every ink on every surface it can be drawn on, and every surface with its own text.
fn pairs(theme: &Theme) -> Vec<(Role, Role, f64)> {
    let grounds = [Role::Text, Role::Selected, Role::Dialog, Role::TopBar, Role::BottomBar];
    let mut pairs = Vec::new();
    for role in Role::ALL {
        let style = theme.style(role);
        let on: &[Role] = if style.bg.is_some() {
            &[role]
        } else if DRAWN.contains(&role) {
            &[Role::Text, Role::Selected, Role::Dialog]
        } else {
            &grounds
        };
        for ground in on {
            let whole = theme.style(*ground).patch(style);
            pairs.push((role, *ground, contrast(whole.fg.unwrap(), whole.bg.unwrap())));
        }
    }
    pairs
}

/// The pairs with too little contrast, as readable lines.
fn too_weak(name: &str, depth: ColourDepth, read: f64, drawn: f64) -> Vec<String> {
    let least = |role| if DRAWN.contains(&role) { drawn } else { read };
    let pairs = pairs(&bundled(name).at_depth(depth)).into_iter();
    let weak = pairs.filter(|(role, _, ratio)| *ratio < least(*role));
    weak.map(|(role, ground, ratio)| format!("{name} {depth:?}: {role:?} on {ground:?} {ratio:.2}")).collect()
}

/// The depths at which there are colours.
const COLOURED: [ColourDepth; 3] = [ColourDepth::True, ColourDepth::Ansi256, ColourDepth::Ansi16];

#[test]
fn contrast_is_measured_as_in_the_standard() {
    assert!((contrast(Color::Rgb(0, 0, 0), Color::Rgb(255, 255, 255)) - 21.0).abs() < 1e-9);
    assert!((contrast(Color::Rgb(0x77, 0x77, 0x77), Color::Rgb(255, 255, 255)) - 4.48).abs() < 0.005);
}

#[test]
fn text_in_a_bundled_theme_has_a_contrast_of_four_and_a_half_at_every_depth() {
    let names: Vec<_> = crate::data::embedded::theme_names().filter(|id| *id != "mono").collect();
    let weak: Vec<String> = COLOURED
        .iter()
        .flat_map(|depth| names.iter().flat_map(|name| too_weak(name, *depth, 4.5, 3.0)))
        .collect();
    assert!(weak.is_empty(), "{weak:#?}");
}

#[test]
fn everything_in_the_high_contrast_theme_has_a_contrast_of_seven() {
    let weak = too_weak("high-contrast", ColourDepth::True, 7.0, 7.0);
    assert!(weak.is_empty(), "{weak:#?}");
}

#[expect(clippy::disallowed_methods, reason = "a test may take half a megabyte")]
/// A colour as people see it who lack one kind of cones (Machado, Oliveira and Fernandes, 2009, severity 1).
fn simulated(colour: [u8; 3], matrix: [[f64; 3]; 3]) -> [f64; 3] {
    let linear = colour.map(|share| {
        let share = f64::from(share) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    });
    matrix
        .map(|row| row.iter().zip(linear).map(|(weight, light)| weight * light).sum::<f64>().clamp(0.0, 1.0))
}

#[expect(clippy::disallowed_methods, reason = "a test may take half a megabyte")]
/// Lightness and the two hues of CIE 1976 L*a*b* of an amount of red, green and blue light, under daylight (D65).
fn lab([red, green, blue]: [f64; 3]) -> [f64; 3] {
    let xyz = [
        (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505,
        0.2126 * red + 0.7152 * green + 0.0722 * blue,
        (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089,
    ];
    let [x, y, z] = xyz.map(|part| if part > 0.008_856 { part.cbrt() } else { 7.787 * part + 16.0 / 116.0 });
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

#[test]
fn people_without_red_or_green_cones_tell_the_levels_apart() {
    let whole = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];
    let protanopia = [
        [0.152_286, 1.052_583, -0.204_868],
        [0.114_503, 0.786_281, 0.099_216],
        [-0.003_882, -0.048_116, 1.051_998],
    ];
    let deuteranopia = [
        [0.367_322, 0.860_646, -0.227_968],
        [0.280_085, 0.672_501, 0.047_413],
        [-0.011_820, 0.042_940, 0.968_881],
    ];
    for id in crate::data::embedded::theme_names().filter(|id| *id != "mono") {
        for depth in [ColourDepth::True, ColourDepth::Ansi256] {
            let theme = bundled(id).at_depth(depth);
            let colours = Role::LEVELS.map(|role| theme.style(role).fg.and_then(colour::shares).unwrap());
            for (who, matrix) in [("all", whole), ("protanopia", protanopia), ("deuteranopia", deuteranopia)]
            {
                let seen = colours.map(|colour| lab(simulated(colour, matrix)));
                for (place, one) in seen.iter().enumerate() {
                    for (other_place, other) in seen.iter().enumerate().skip(place + 1) {
                        let squares = one.iter().zip(other).map(|(one, other)| (one - other).powi(2));
                        let difference = squares.sum::<f64>().sqrt();
                        let pair = format!("{} and {}", place + 1, other_place + 1);
                        assert!(difference >= 10.0, "{id} {depth:?} {who}: {pair} {difference:.1}");
                    }
                }
            }
        }
    }
}

#[test]
fn the_levels_of_any_scale_are_spread_over_the_sequence() {
    let roles = |count| (0..count).map(|place| Role::of_level(place, count)).collect::<Vec<_>>();
    assert_eq!(roles(5), Role::LEVELS);
    assert_eq!(roles(3), [Role::Level1, Role::Level3, Role::Level5]);
    assert_eq!(roles(2), [Role::Level1, Role::Level5]);
    assert_eq!(roles(1), [Role::Level1]);
}

#[test]
fn a_bundled_theme_has_a_name_in_both_languages_and_sets_every_role() {
    for id in crate::data::embedded::theme_names() {
        let theme = bundled(id);
        assert_eq!(theme.id(), id);
        assert_ne!(theme.label("ar"), theme.label("en"), "{id}");
        for role in Role::ALL {
            let style = theme.style(role);
            assert_eq!(style.fg.is_some(), id != "mono", "{id} {role:?}");
            assert_eq!(style.bg.is_some(), id != "mono" && role.ground() == Ground::Surface, "{id} {role:?}");
        }
    }
}

#[test]
fn the_mono_theme_distinguishes_roles_without_colour() {
    let mono = Theme::mono();
    assert!(!mono.has_colour());
    let different = [
        (Role::Selected, Role::Text),
        (Role::Muted, Role::Text),
        (Role::Border, Role::BorderFocused),
        (Role::Field, Role::FieldFocused),
        (Role::Field, Role::Text),
        (Role::GaugeFilled, Role::GaugeEmpty),
        (Role::ChartLine, Role::ChartGrid),
        (Role::Good, Role::Bad),
        (Role::Good, Role::Warning),
        (Role::Bad, Role::Warning),
        (Role::TopBar, Role::Text),
    ];
    for (one, other) in different {
        assert_ne!(mono.style(one), mono.style(other), "{one:?} {other:?}");
    }
}

#[test]
fn without_colours_every_theme_looks_like_mono() {
    for name in ["dark", "light", "high-contrast"] {
        let plain = bundled(name).at_depth(ColourDepth::None);
        assert_eq!((plain.id(), plain.styles), (name, Theme::mono().styles));
    }
    let bold = own("roles: {text: {bold: true}}");
    assert_eq!(bold.at_depth(ColourDepth::None), bold);
}

#[test]
fn with_few_colours_every_role_stays_readable_on_its_background() {
    for id in crate::data::embedded::theme_names().filter(|id| *id != "mono") {
        for depth in [ColourDepth::Ansi16, ColourDepth::Ansi256] {
            let theme = bundled(id).at_depth(depth);
            let ground = theme.style(Role::Text).bg;
            for role in Role::ALL {
                let style = theme.style(Role::Text).patch(theme.style(role));
                assert_ne!(style.fg, style.bg, "{id} {depth:?} {role:?}");
                assert!(!matches!(style.fg, Some(Color::Rgb(..))), "{id} {depth:?} {role:?}");
            }
            let selected = theme.style(Role::Selected);
            let reversed = selected.add_modifier.contains(Modifier::REVERSED);
            assert!(reversed || selected.bg != ground, "{id} {depth:?}");
            assert_ne!(theme.style(Role::Good).fg, theme.style(Role::Bad).fg, "{id} {depth:?}");
            assert_ne!(theme.style(Role::Warning).fg, theme.style(Role::Bad).fg, "{id} {depth:?}");
        }
    }
}

#[test]
fn in_the_eight_colours_of_every_terminal_each_meaning_is_read_and_has_its_own() {
    let eight = [
        Color::Black,
        Color::Red,
        Color::Green,
        Color::Yellow,
        Color::Blue,
        Color::Magenta,
        Color::Cyan,
        Color::Gray,
    ];
    for id in crate::data::embedded::theme_names().filter(|id| *id != "mono") {
        let theme = bundled(id).at_depth(ColourDepth::Ansi16);
        for role in Role::ALL {
            let style = theme.style(role);
            for colour in [style.fg, style.bg].into_iter().flatten() {
                assert!(eight.contains(&colour), "{id} {role:?} {colour:?}");
            }
        }
        let look = |role| (theme.style(role).fg, theme.style(role).bg);
        let inks = [Role::Text, Role::Good, Role::Warning, Role::Bad].map(look);
        let unique: std::collections::HashSet<_> = inks.iter().collect();
        assert_eq!(unique.len(), inks.len(), "{id}: {inks:?}");
        for bar in [Role::TopBar, Role::BottomBar, Role::Selected] {
            let style = theme.style(bar);
            let is_turned = style.add_modifier.contains(Modifier::REVERSED);
            assert!(is_turned || style.bg != theme.style(Role::Text).bg, "{id} {bar:?}");
        }
    }
}

#[test]
fn what_is_printed_is_read_on_white_and_on_black_at_every_depth() {
    for id in crate::data::embedded::theme_names() {
        for depth in [ColourDepth::True, ColourDepth::Ansi256, ColourDepth::Ansi16] {
            let theme = bundled(id).at_depth(depth).printed();
            for role in Role::ALL {
                for ground in [Color::Rgb(0, 0, 0), Color::Rgb(255, 255, 255)] {
                    let ratio = theme.style(role).fg.map_or(21.0, |ink| contrast(ink, ground));
                    assert!(ratio >= 3.0, "{id} {depth:?} {role:?} on {ground:?}: {ratio:.2}");
                }
            }
            let inks = [Role::Good, Role::Warning, Role::Bad].map(|role| theme.style(role));
            assert!(inks[0] != inks[1] && inks[1] != inks[2] && inks[0] != inks[2], "{id} {depth:?}");
        }
    }
}

#[test]
fn a_role_names_its_colour_for_a_terminal_with_few() {
    let theme = own("inherits: dark\nroles: {good: {fg: \"#ff0000\", ansi: cyan}, bad: {fg: \"#00ff00\"}}");
    let few = theme.at_depth(ColourDepth::Ansi16);
    assert_eq!(few.style(Role::Good).fg, Some(Color::Cyan));
    assert_eq!(few.style(Role::Bad).fg, Some(Color::LightGreen), "the parent's belongs to its own colour");
    assert_eq!(theme.style(Role::Good).fg, Some(Color::Rgb(255, 0, 0)));
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("own.yaml"), "roles: {good: {ansi: \"#ff0000\"}}").unwrap();
    let faults = ThemeLibrary::with_folder(folder.path()).load("own").unwrap_err();
    assert!(matches!(faults.first()[0].kind, ThemeFaultKind::UnknownColour { .. }));
}

#[test]
fn at_full_depth_a_theme_is_not_changed() {
    let dark = bundled("dark");
    assert_eq!(dark.at_depth(ColourDepth::True), dark);
}

#[test]
fn the_shortest_theme_still_shows_the_position() {
    let theme = own("{}");
    assert_eq!(theme.label("ar"), "own");
    assert_eq!(theme.style(Role::Text), Style::new());
    assert_eq!(theme.style(Role::Selected), Style::new().add_modifier(Modifier::REVERSED));
    assert_eq!(theme.style(Role::Heading), Style::new().add_modifier(Modifier::BOLD));
}

#[test]
fn a_role_without_look_looks_like_its_parent_and_only_a_surface_takes_its_background() {
    let theme = own("roles: {text: {fg: black, bg: white}, title: {fg: red, italic: true}}");
    let title = Style::new().fg(Color::Red).add_modifier(Modifier::ITALIC);
    assert_eq!((theme.style(Role::Title), theme.style(Role::Heading)), (title, title));
    assert_eq!(theme.style(Role::Muted), Style::new().fg(Color::Black));
    assert_eq!(theme.style(Role::Dialog), Style::new().fg(Color::Black).bg(Color::Gray));
}

#[test]
fn a_modifier_switched_off_in_a_theme_does_not_remove_one_already_drawn() {
    let theme = own("roles: {title: {bold: true}, heading: {bold: false}}");
    assert_eq!(theme.style(Role::Heading), Style::new());
}

#[test]
fn a_theme_changes_the_palette_of_its_parent_and_parts_of_its_looks() {
    let theme = own("inherits: dark\npalette: {palm: \"208\"}\nroles: {selected: {bg: 17}}");
    assert_eq!(theme.style(Role::Accent).fg, Some(Color::Indexed(208)));
    let selected = bundled("dark").style(Role::Selected);
    assert_eq!(theme.style(Role::Selected), selected.bg(Color::Indexed(17)));
}

#[test]
fn a_name_of_the_palette_comes_before_a_name_of_the_terminal() {
    let theme = own("palette: {red: \"#cc3344\"}\nroles: {bad: {fg: red}, good: {fg: green}}");
    assert_eq!(theme.style(Role::Bad).fg, Some(Color::Rgb(0xcc, 0x33, 0x44)));
    assert_eq!(theme.style(Role::Good).fg, Some(Color::Green));
}

#[test]
fn an_own_theme_hides_a_bundled_one_and_is_among_the_names() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["dark", "mine", "Not A Name"] {
        let yaml = format!("name: {{en: {name}, ar: لي}}\nroles: {{text: {{fg: red}}}}");
        fs::write(folder.path().join(format!("{name}.yaml")), yaml).unwrap();
    }
    let library = ThemeLibrary::with_folder(folder.path());
    assert_eq!(library.names(), ["dark", "desert", "high-contrast", "light", "mine", "mono", "najd"]);
    assert_eq!(library.load("dark").unwrap().style(Role::Text).fg, Some(Color::Red));
    assert_eq!(library.load("mine").unwrap().label("ar"), "لي");
}

#[test]
fn an_own_theme_cannot_break_a_bundled_one_and_may_inherit_from_its_heir() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("light.yaml"), "inherits: desert\nroles: {text: {bg: red}}").unwrap();
    let library = ThemeLibrary::with_folder(folder.path());
    assert_eq!(library.load("desert").unwrap(), bundled("desert"));
    let own = library.load("light").unwrap();
    assert_eq!(own.style(Role::Text).bg, Some(Color::Red));
    assert_eq!(own.style(Role::Accent), bundled("desert").style(Role::Accent));
}

#[test]
fn a_theme_is_searched_by_its_name_only() {
    let library = ThemeLibrary::with_folder(INVALID);
    for name in ["../invalid-themes/unknown-role", "", "A", "x/y"] {
        let faults = library.load(name).unwrap_err();
        assert_eq!(faults.first().len(), 1, "{name}");
        assert_eq!(faults.first()[0].kind, ThemeFaultKind::BadName(name.to_owned()));
    }
    let faults = ThemeLibrary::bundled().load("drak").unwrap_err();
    let [ThemeFault { kind: ThemeFaultKind::UnknownTheme { known, .. }, .. }] = faults.first() else {
        panic!("one unknown theme")
    };
    assert!(known.contains(&"dark".to_owned()));
}

#[test]
fn each_fault_of_a_theme_is_reported_with_its_line() {
    let mut files: Vec<PathBuf> = fs::read_dir(INVALID).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "yaml"));
    assert!(files.len() >= 9, "{files:?}");
    for file in files {
        let faults = ThemeLibrary::with_folder(INVALID).read(&file).unwrap_err();
        let reported: Vec<String> = faults.first().iter().map(ToString::to_string).collect();
        let reported = reported.join("\n").replace(&format!("{INVALID}{}", std::path::MAIN_SEPARATOR), "");
        let expected = fs::read_to_string(file.with_extension("txt")).unwrap_or_default();
        assert_eq!(reported, expected.trim_end(), "{}", file.display());
    }
}

#[test]
fn a_theme_of_an_earlier_version_is_read_without_removed_roles() {
    let roles = |more: &str| own(&format!("name: Own\nroles:\n  title: {{fg: green}}\n{more}"));
    let gone = "  match: {fg: red}\n  link: {fg: red}\n  placeholder: {fg: red}\n  badge: {fg: red}\n";
    let (old, new) = (roles(gone), roles(""));
    assert!(Role::ALL.into_iter().all(|role| old.style(role) == new.style(role)));
}

#[test]
fn few_colours_are_not_bold_on_a_light_ground_where_terminals_would_brighten_them() {
    let theme = ThemeLibrary::bundled().load("light").unwrap().at_depth(ColourDepth::Ansi16);
    for role in [Role::Title, Role::Heading, Role::Key] {
        let style = theme.style(role);
        assert!(!style.add_modifier.contains(Modifier::BOLD), "{role:?}: {style:?}");
    }
    let dark = ThemeLibrary::bundled().load("dark").unwrap().at_depth(ColourDepth::Ansi16);
    assert!(dark.style(Role::Title).add_modifier.contains(Modifier::BOLD));
}

#[test]
fn a_selected_row_keeps_the_colours_that_can_be_read_on_its_ground() {
    let dark = ThemeLibrary::bundled().load("dark").unwrap().clone();
    let ground = dark.style(Role::Selected).bg;
    let key = dark.style(Role::Key).fg.unwrap();
    assert_eq!((dark.selected(key).fg, dark.selected(key).bg), (Some(key), ground));
    let hidden = dark.selected(ground.unwrap());
    assert_eq!(hidden.fg, dark.style(Role::Selected).fg);
    let mono = Theme::mono();
    assert_eq!(mono.selected(key), mono.style(Role::Selected), "there it is reversed");
}
