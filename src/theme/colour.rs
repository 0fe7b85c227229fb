//! Colours: their spelling in theme files, and the nearest ones of a terminal with fewer colours.
//!
//! It knows no role and no theme.

use ratatui::style::Color;

use super::ColourDepth;

/// The 16 colours of every terminal with their names in theme files, in the order of their numbers. The values are
/// those of xterm, because the real ones of a terminal are not known.
const ANSI: [(&str, Color, [u8; 3]); 16] = [
    ("black", Color::Black, [0, 0, 0]),
    ("red", Color::Red, [205, 0, 0]),
    ("green", Color::Green, [0, 205, 0]),
    ("yellow", Color::Yellow, [205, 205, 0]),
    ("blue", Color::Blue, [0, 0, 238]),
    ("magenta", Color::Magenta, [205, 0, 205]),
    ("cyan", Color::Cyan, [0, 205, 205]),
    ("white", Color::Gray, [229, 229, 229]),
    ("bright-black", Color::DarkGray, [127, 127, 127]),
    ("bright-red", Color::LightRed, [255, 0, 0]),
    ("bright-green", Color::LightGreen, [0, 255, 0]),
    ("bright-yellow", Color::LightYellow, [255, 255, 0]),
    ("bright-blue", Color::LightBlue, [92, 92, 255]),
    ("bright-magenta", Color::LightMagenta, [255, 0, 255]),
    ("bright-cyan", Color::LightCyan, [0, 255, 255]),
    ("bright-white", Color::White, [255, 255, 255]),
];

/// The values of the 6 steps of xterm's colour cube (ctlseqs, "256 colours").
const CUBE: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// The colour for a text of a theme file: `#rrggbb`, a number up to 255, one of the 16 names, or `default`. `None`
/// for any other text.
pub(super) fn parse(text: &str) -> Option<Color> {
    if text == "default" {
        return Some(Color::Reset);
    }
    if let Some(digits) = text.strip_prefix('#') {
        let hexadecimal = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let value = u32::from_str_radix(digits, 16).ok().filter(|_| hexadecimal)?;
        let [_, red, green, blue] = value.to_be_bytes();
        return Some(Color::Rgb(red, green, blue));
    }
    let named = ANSI.iter().find(|(name, ..)| *name == text).map(|(_, colour, _)| *colour);
    named.or_else(|| text.parse().ok().map(Color::Indexed))
}

/// The names of the 16 colours.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    ANSI.iter().map(|(name, ..)| *name)
}

/// The nearest colour at this depth; `None` at a depth without colours.
pub(super) fn at_depth(colour: Color, depth: ColourDepth) -> Option<Color> {
    match (depth, colour) {
        (ColourDepth::None, _) => None,
        (ColourDepth::Ansi256, Color::Rgb(red, green, blue)) => Some(nearest_256([red, green, blue])),
        (ColourDepth::Ansi16, Color::Rgb(..) | Color::Indexed(_)) => shares(colour).map(nearest_16),
        _ => Some(colour),
    }
}

/// The red, green and blue value of a colour. Those of the 16 colours are an assumption; `None` for the terminal's
/// default.
pub(super) fn shares(colour: Color) -> Option<[u8; 3]> {
    match colour {
        Color::Reset => None,
        Color::Rgb(red, green, blue) => Some([red, green, blue]),
        Color::Indexed(index @ 0..16) => Some(ANSI[usize::from(index)].2),
        Color::Indexed(index @ 16..232) => {
            let step = |divisor: u8| CUBE[usize::from((index - 16) / divisor % 6)];
            Some([step(36), step(6), step(1)])
        }
        Color::Indexed(index) => Some([grey(index - 232); 3]),
        named => ANSI.iter().find(|(_, colour, _)| *colour == named).map(|(.., shares)| *shares),
    }
}

/// The least contrast to a ground at which a text of a colour is read (WCAG 2.2, 1.4.3, for large or bold text).
const LEAST_CONTRAST: f64 = 3.0;

/// The luminances with that contrast to both white and black, and the one in the middle, with 4.6 to both.
const READ_ON_BOTH: std::ops::RangeInclusive<f64> = 0.1..=0.3;
const MIDDLE: f64 = 0.179;

/// The colour, or one of the same hue, that is read on a white and on a black ground. `None` if the terminal has to decide:
/// the 16 colours are its own.
pub(super) fn on_any_ground(colour: Color) -> Option<Color> {
    match colour {
        Color::Rgb(red, green, blue) => {
            let [red, green, blue] = between([red, green, blue]);
            Some(Color::Rgb(red, green, blue))
        }
        Color::Indexed(16..) => shares(colour).map(between).map(nearest_256),
        // Of the 16, the nearest that is read on both.
        Color::Yellow | Color::LightYellow => Some(Color::Magenta),
        named => Some(named).filter(|named| {
            let on = |ground: [u8; 3]| shares(*named).map_or(0.0, |ink| contrast(ink, ground));
            on([0; 3]) >= LEAST_CONTRAST && on([255; 3]) >= LEAST_CONTRAST
        }),
    }
}

/// The colour made darker or lighter until it is read on white and on black.
fn between(colour: [u8; 3]) -> [u8; 3] {
    let found = luminance(colour);
    if READ_ON_BOTH.contains(&found) {
        return colour;
    }
    colour.map(|share| {
        let share = linear(share);
        let wanted = if found > MIDDLE {
            share * MIDDLE / found
        } else {
            share + (1.0 - share) * (MIDDLE - found) / (1.0 - found)
        };
        least_share_with(wanted)
    })
}

/// The least share that has this amount of light.
fn least_share_with(light: f64) -> u8 {
    let (mut low, mut high) = (0, u8::MAX);
    while low < high {
        let middle = low.midpoint(high);
        if linear(middle) < light {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

/// Relative luminance (WCAG 2.2, "relative luminance").
pub(super) fn luminance(colour: [u8; 3]) -> f64 {
    let [red, green, blue] = colour.map(linear);
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// A share of a colour as the amount of light.
fn linear(share: u8) -> f64 {
    let share = f64::from(share) / 255.0;
    if share <= 0.04045 { share / 12.92 } else { power_of_2_4((share + 0.055) / 1.055) }
}

/// `base` to the power of 2.4, for a base from 0.05 to 1. `f64::powf` would load the C library's mathematics: half a
/// megabyte of memory and a longer start for this one power.
fn power_of_2_4(base: f64) -> f64 {
    let square = base * base;
    // Newton's method finds the fifth root of the square. It comes down from 1, and every step that is not yet close
    // takes a fifth away: 16 steps are exact for the smallest base.
    let fifth_root =
        (0..16).fold(1.0_f64, |root, _| root - (root - square / (root * root * root * root)) / 5.0);
    square * fifth_root
}

/// Contrast ratio, 1 to 21 (WCAG 2.2, "contrast ratio").
pub(super) fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// The value of one of xterm's 24 greys.
fn grey(step: u8) -> u8 {
    8 + 10 * step
}

/// Searches only the 240 colours with fixed values, because the first 16 are set by the terminal. The weights of
/// [`distance`] depend on red alone, so the nearest colour of the cube at each step of red has the nearest green and the
/// nearest blue: 30 colours are compared instead of 240.
fn nearest_256(wanted: [u8; 3]) -> Color {
    let [_, green, blue] = wanted.map(nearest_step);
    let cube = (0..6).map(|red| 16 + 36 * red + 6 * green + blue);
    let fixed = cube.chain(232..=u8::MAX).map(Color::Indexed);
    let nearest = fixed.min_by_key(|colour| shares(*colour).map_or(u32::MAX, |got| distance(wanted, got)));
    nearest.unwrap_or(Color::Reset)
}

/// The nearest step of the colour cube.
fn nearest_step(wanted: u8) -> u8 {
    (0..6).min_by_key(|step| CUBE[usize::from(*step)].abs_diff(wanted)).unwrap_or(0)
}

fn nearest_16(wanted: [u8; 3]) -> Color {
    let nearest = ANSI.iter().min_by_key(|(.., got)| distance(wanted, *got));
    nearest.map_or(Color::Reset, |(_, colour, _)| *colour)
}

/// The difference of two colours by the "redmean" formula, in which the weights of red and blue depend on the mean
/// red.
fn distance(one: [u8; 3], other: [u8; 3]) -> u32 {
    let square = |index: usize| u32::from(one[index].abs_diff(other[index])).pow(2);
    let red = u32::from(one[0]).midpoint(u32::from(other[0]));
    (512 + red) * square(0) + 1024 * square(1) + (767 - red) * square(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_six_digits_a_number_a_name_or_the_terminal_default() {
        assert_eq!(parse("#1018fF"), Some(Color::Rgb(0x10, 0x18, 0xff)));
        assert_eq!(parse("208"), Some(Color::Indexed(208)));
        assert_eq!(parse("bright-blue"), Some(Color::LightBlue));
        assert_eq!(parse("default"), Some(Color::Reset));
        for wrong in ["", "#", "#fff", "#+12345", "#10182", "#éé12", "256", "-1", "Red", "bright"] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    #[expect(
        clippy::disallowed_methods,
        reason = "only the program must not load the C library's mathematics"
    )]
    fn the_amount_of_light_is_that_of_the_formula() {
        for share in 0..=u8::MAX {
            let exact = f64::from(share) / 255.0;
            let formula = if exact <= 0.04045 { exact / 12.92 } else { ((exact + 0.055) / 1.055).powf(2.4) };
            assert!((linear(share) - formula).abs() < 1e-12, "{share}: {} {formula}", linear(share));
        }
    }

    #[test]
    fn the_256_colours_have_the_shades_of_xterm() {
        assert_eq!(shares(Color::Indexed(16)), Some([0, 0, 0]));
        assert_eq!(shares(Color::Indexed(208)), Some([255, 135, 0]));
        assert_eq!(shares(Color::Indexed(231)), Some([255, 255, 255]));
        assert_eq!(shares(Color::Indexed(232)), Some([8, 8, 8]));
        assert_eq!(shares(Color::Indexed(255)), Some([238, 238, 238]));
    }

    #[test]
    fn a_colour_of_the_terminal_is_kept_and_another_becomes_the_nearest() {
        for index in 16..=u8::MAX {
            let colour = Color::Indexed(index);
            let nearest = nearest_256(shares(colour).unwrap());
            assert_eq!(shares(nearest), shares(colour), "{index}");
        }
        assert_eq!(at_depth(Color::Rgb(254, 134, 1), ColourDepth::Ansi256), Some(Color::Indexed(208)));
        assert_eq!(at_depth(Color::Rgb(16, 24, 32), ColourDepth::Ansi16), Some(Color::Black));
        assert_eq!(at_depth(Color::Indexed(196), ColourDepth::Ansi16), Some(Color::LightRed));
        assert_eq!(at_depth(Color::Rgb(1, 2, 3), ColourDepth::True), Some(Color::Rgb(1, 2, 3)));
    }

    #[test]
    fn the_nearest_of_the_256_colours_is_the_nearest_of_all() {
        let channel = || (0..=u8::MAX).step_by(15);
        for wanted in channel().flat_map(|r| channel().flat_map(move |g| channel().map(move |b| [r, g, b]))) {
            let far = |index: &u8| distance(wanted, shares(Color::Indexed(*index)).unwrap());
            let expected = (16..=u8::MAX).min_by_key(far).map(Color::Indexed);
            assert_eq!(Some(nearest_256(wanted)), expected, "{wanted:?}");
        }
    }

    #[test]
    fn named_colours_and_the_default_are_kept_at_every_depth_with_colours() {
        for colour in [Color::Reset, Color::Red, Color::Gray] {
            assert_eq!(at_depth(colour, ColourDepth::Ansi16), Some(colour));
            assert_eq!(at_depth(colour, ColourDepth::None), None);
        }
    }
}
