//! The cost of text in a frame: an Arabic paragraph from logical text to cells, and plain ASCII.

use divan::{Bencher, black_box};
use mizan::bidi::{
    Adapter, Align, Base, Direction, Paragraph, Presentation, draw_line, draw_paragraph, measure,
};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// About 120 characters each.
const ARABIC: &str = "تلتزم الجهة بتوثيق المعمارية المؤسسية واعتمادها من اللجنة المختصة، وتحديثها سنويا بما يلائم الخطة الاستراتيجية المعلنة.";
const MIXED: &str = "تلتزم الجهة بتوثيق المعمارية المؤسسية (NORA) بنسبة 75% قبل عام 2026، وتحديثها عبر قناة GSB بما يلائم الخطة المعلنة كلها";
const ENGLISH: &str = "The entity documents its enterprise architecture, has it approved by the committee and revises it once in a full year";

fn main() {
    divan::main();
}

#[divan::bench(args = [ARABIC, MIXED, ENGLISH])]
fn paragraph_from_text_to_levels(text: &str) -> Paragraph {
    Paragraph::plain(black_box(text), base_of(text))
}

#[divan::bench(args = [ARABIC, MIXED, ENGLISH])]
fn paragraph_from_text_to_cells(bencher: Bencher, text: &str) {
    let area = Rect::new(0, 0, 50, 4);
    let mut buffer = Buffer::empty(area);
    let spans = [(text, Style::new())];
    bencher.bench_local(|| {
        draw_paragraph(&mut buffer, area, black_box(&spans), base_of(text), 0, Presentation::default())
    });
}

#[divan::bench(args = [ARABIC, MIXED, ENGLISH])]
fn screen_of_forty_lines(bencher: Bencher, text: &str) {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 120, 40));
    let spans = [(text, Style::new())];
    bencher.bench_local(|| {
        for y in 0..40 {
            let row = Rect::new(0, y, 120, 1);
            draw_line(
                &mut buffer,
                row,
                black_box(&spans),
                base_of(text),
                Align::Start,
                Direction::RightToLeft,
                Presentation::default(),
            );
        }
    });
}

/// The forty lines drawn by ratatui alone, for comparison. They need no reordering.
#[divan::bench]
fn screen_of_forty_lines_by_ratatui_alone(bencher: Bencher) {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 120, 40));
    bencher.bench_local(|| {
        for y in 0..40 {
            buffer.set_stringn(0, y, black_box(ENGLISH), 120, Style::new());
        }
    });
}

#[divan::bench(args = [ARABIC, MIXED, ENGLISH])]
fn width(text: &str) -> usize {
    measure(black_box(text))
}

/// Forty rows of two Arabic columns, converted for the terminal. The time includes copying the frame.
#[divan::bench(args = [Adapter::Visual, Adapter::Fence, Adapter::Inverse, Adapter::Kitty, Adapter::Logical])]
fn adapter_over_a_frame(bencher: Bencher, adapter: Adapter) {
    let mut frame = Buffer::empty(Rect::new(0, 0, 120, 40));
    for (text, x) in [(ARABIC, 0), (MIXED, 61)] {
        for y in 0..40 {
            let spans = [(text, Style::new())];
            let row = Rect::new(x, y, 59, 1);
            draw_line(
                &mut frame,
                row,
                &spans,
                Base::Rtl,
                Align::Start,
                Direction::RightToLeft,
                Presentation::default(),
            );
        }
    }
    let mut sent = frame.clone();
    bencher.bench_local(|| {
        sent.clone_from(black_box(&frame));
        adapter.apply(&mut sent, None)
    });
}

fn base_of(text: &str) -> Base {
    if text == ENGLISH { Base::default() } else { Base::Rtl }
}
