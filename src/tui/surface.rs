//! What frames are drawn on.

use std::io;

use ratatui::buffer::Buffer;

use super::frame::Frame;

/// What a frame is drawn on: the real terminal, or a test's buffer.
pub trait Surface {
    /// Draws a frame; `draw` paints the buffer and says how it is to be sent.
    fn draw(&mut self, draw: &mut dyn FnMut(&mut Buffer) -> Frame) -> io::Result<()>;

    /// Whether a part of the last frame is still to be sent: no other one is drawn until then.
    fn is_behind(&self) -> bool {
        false
    }

    /// The next frame is drawn whole, in the size that the terminal has by then.
    fn renew(&mut self);

    /// Puts a text into the system's clipboard, where there is one to reach; it goes out with the next frame.
    fn copy(&mut self, text: &str) -> io::Result<()>;

    /// Hands the terminal to the shell until it continues the program.
    fn suspend(&mut self) -> io::Result<()>;

    /// Hands the terminal to another program for as long as `meanwhile` takes.
    fn lend(&mut self, meanwhile: &mut dyn FnMut()) -> io::Result<()>;

    /// Takes the terminal again after a stop that the program did not ask for, because others may have used it.
    fn resume(&mut self) -> io::Result<()>;
}
