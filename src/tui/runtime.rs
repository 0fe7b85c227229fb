//! The loop of the program: it waits, draws, performs effects and passes the news of them on. There is one wait, and it
//! has a deadline.

use std::collections::VecDeque;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::time::{Duration, Instant};

use super::{
    app::App,
    chrome,
    effect::{Departure, Effect},
    events::{Event, Events},
    news::{News, Work},
    surface::Surface,
    world::World,
};
use crate::clock;

/// How long a frame waits for the list, which has come by then unless the folder is large or the disk slow.
const LIST_AWAITED: Duration = Duration::from_millis(3);

/// How long keys that were typed ahead wait for a job that the user waits for: on an ordinary disk it is done by then, and
/// they meet the screen that it leads to.
const TYPED_AHEAD: Duration = Duration::from_millis(100);

/// How long no event comes until the program is at rest: longer than between the keys of a user who types or holds one
/// down.
const REST: Duration = Duration::from_millis(150);

/// How the program ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The user left it.
    Quit,
    /// A signal ended it.
    Signal(i32),
    /// The terminal is gone, so nothing can be reported.
    Gone,
    /// A thread failed; an error in the program.
    Failed,
}

/// Runs the program until it ends.
///
/// A frame is drawn before the effects of a key are performed, so a key is on screen before the disk has work; and the
/// effects of a key are performed before the next key is looked at, so that a key always meets the state that the user saw
/// or would have seen. A slow terminal is never waited for: its next frame is drawn when it has taken the last one. When
/// the terminal fails, or the program panics, what was typed is kept as when the terminal is gone.
///
/// `at_rest` is called once after events, when none has come for a moment.
pub fn run(
    app: &mut App,
    world: &mut World,
    surface: &mut dyn Surface,
    events: &mut dyn Events,
    at_rest: &dyn Fn(&App),
) -> io::Result<Ending> {
    // What a panic leaves half done is at worst one answer or one line of a text, and the rest is worth keeping.
    let ended = catch_unwind(AssertUnwindSafe(|| run_until_ended(app, world, surface, events, at_rest)));
    if !matches!(ended, Ok(Ok(Ending::Quit | Ending::Signal(_) | Ending::Gone))) {
        let effects = app.receive(Event::Gone);
        perform_all(app, world, effects);
    }
    if let Ok(Ok(Ending::Quit)) = ended
        && let Ok(Some(probe)) = events.last_answers()
    {
        perform_all(app, world, vec![Effect::Recognise(probe)]);
    }
    perform_all(app, world, vec![Effect::Finish(Departure::Ended)]);
    match ended.unwrap_or_else(|panic| resume_unwind(panic)) {
        Err(error) if is_of_a_gone_terminal(&error) => Ok(Ending::Gone),
        ended => ended,
    }
}

/// Performs effects and those that follow from their news. Returns where the program goes, if it has to leave the
/// terminal.
pub(super) fn perform_all(app: &mut App, world: &mut World, effects: Vec<Effect>) -> Option<Departure> {
    let mut queue = VecDeque::from(effects);
    let mut departure = None;
    while let Some(effect) = queue.pop_front() {
        match app.with_draft(effect) {
            None => {}
            Some(Effect::Depart(to)) => departure = Some(to),
            Some(other) => queue.extend(world.perform(other).into_iter().flat_map(|news| app.hear(news))),
        }
    }
    departure
}

/// Passes news on, and performs what follows from it.
pub(super) fn pass_on(app: &mut App, world: &mut World, news: Vec<News>) {
    let effects = news.into_iter().flat_map(|news| app.hear(news)).collect();
    perform_all(app, world, effects);
}

/// Performs effects and waits for everything that follows from them.
pub fn perform_and_wait(app: &mut App, world: &mut World, effects: Vec<Effect>) {
    perform_all(app, world, effects);
    loop {
        let mut news = world.wait(&Departure::Ended);
        news.extend(world.wait_for_list());
        if news.is_empty() {
            break;
        }
        pass_on(app, world, news);
    }
    catch_up(app, world);
}

/// Passes on what has happened. Returns whether anything has. Never waits.
pub(super) fn catch_up(app: &mut App, world: &mut World) -> bool {
    let work = app.workspace.work;
    let news = world.news();
    let has_news = news.iter().any(|news| !matches!(news, News::Work(_)));
    pass_on(app, world, news);
    has_news || app.workspace.work != work
}

/// Whether an error means that the terminal is gone. It may vanish between two waits: using it then fails with `EIO`, and
/// opening it again with `ENXIO`.
#[cfg(unix)]
fn is_of_a_gone_terminal(error: &io::Error) -> bool {
    use rustix::io::Errno;
    let gone = [Errno::IO, Errno::NXIO].map(Errno::raw_os_error);
    error.raw_os_error().is_some_and(|number| gone.contains(&number))
}

#[cfg(not(unix))]
fn is_of_a_gone_terminal(_error: &io::Error) -> bool {
    false
}

fn run_until_ended(
    app: &mut App,
    world: &mut World,
    surface: &mut dyn Surface,
    events: &mut dyn Events,
    at_rest: &dyn Fn(&App),
) -> io::Result<Ending> {
    let mut waiting = VecDeque::new();
    catch_up(app, world);
    // The first frame waits for the first outcome, such as the list.
    let mut hold = Hold::while_working(app);
    let mut rest = Some(Instant::now() + REST);
    let mut is_shown = false;
    let mut resizing: Option<Resizing> = None;
    loop {
        resizing = resizing.filter(|resizing| Instant::now() < resizing.until());
        if !is_shown && resizing.is_none() && hold.as_ref().is_none_or(Hold::lets_draw) {
            is_shown = draw(app, surface)?;
        }
        let timer = || app.next_timer().map(|moment| Instant::now() + clock::until(moment));
        let settled = resizing.as_ref().map(Resizing::until);
        let next = || timer().into_iter().chain(rest).chain(settled).min();
        waiting.extend(events.wait(hold.as_ref().map_or_else(next, |hold| Some(hold.next())))?);
        if !waiting.is_empty() {
            rest = Some(Instant::now() + REST);
        } else if hold.is_none() && rest.take_if(|rest| *rest <= Instant::now()).is_some() {
            at_rest(app);
            events.prepare_end();
        }
        // What happened meanwhile meets the new day. Not before the first frame: finding the time zone takes longer than
        // that.
        if hold.is_none() {
            let news = world.new_day();
            is_shown &= news.is_none();
            pass_on(app, world, news.into_iter().collect());
        }
        is_shown &= !catch_up(app, world) && waiting.is_empty();
        if world.has_failed() {
            return Ok(Ending::Failed);
        }
        hold = hold.filter(|hold| hold.lasts(app, &waiting));
        if hold.is_some() {
            continue;
        }
        while let Some(event) = waiting.pop_front() {
            resizing = Resizing::after(&event, resizing);
            match take(event, app, world, surface, events)? {
                EventOutcome::Done => {}
                EventOutcome::Working(begun) => {
                    hold = Some(begun);
                    break;
                }
                EventOutcome::Interrupted(end) => waiting.push_front(end),
                EventOutcome::Ended(ending) => return Ok(ending),
            }
        }
    }
}

/// How long a frame waits for a further size: a window that is dragged has many, and only the last one is worth a frame.
const NEXT_SIZE: Duration = Duration::from_millis(20);

/// How long frames wait at most while the size goes on changing, so that the user sees the window follow.
const RESIZED_AT_MOST: Duration = Duration::from_millis(120);

/// A change of the size under way.
#[derive(Clone, Copy)]
struct Resizing {
    began: Instant,
    last: Instant,
}

impl Resizing {
    /// What is under way after an event. A key ends it, because its frame is awaited.
    fn after(event: &Event, before: Option<Self>) -> Option<Self> {
        let now = Instant::now();
        match event {
            Event::Resize => Some(Self { began: before.map_or(now, |before| before.began), last: now }),
            Event::Key(_) => None,
            _ => before,
        }
    }

    /// Until when frames wait.
    fn until(&self) -> Instant {
        (self.last + NEXT_SIZE).min(self.began + RESIZED_AT_MOST)
    }
}

/// Why keys and frames wait: work is under way that the user waits for.
struct Hold {
    /// Until when keys wait.
    until: Instant,
    /// Until when frames wait.
    frames_until: Instant,
}

impl Hold {
    fn while_working(app: &App) -> Option<Self> {
        let now = Instant::now();
        let until = now + TYPED_AHEAD;
        match app.workspace.work {
            Work::None => None,
            Work::Behind => Some(Self { until, frames_until: now + LIST_AWAITED }),
            Work::Awaited => Some(Self { until, frames_until: until }),
        }
    }

    /// Whether keys still wait. What ends the program does not wait.
    fn lasts(&self, app: &App, waiting: &VecDeque<Event>) -> bool {
        let ends = |event: &Event| ending(event) != Ending::Quit;
        app.workspace.work != Work::None && Instant::now() < self.until && !waiting.iter().any(ends)
    }

    /// Whether frames wait no more.
    fn lets_draw(&self) -> bool {
        Instant::now() >= self.frames_until
    }

    /// When the next wait ends.
    fn next(&self) -> Instant {
        if self.lets_draw() { self.until } else { self.frames_until }
    }
}

/// What became of an event.
enum EventOutcome {
    /// Everything that it asked for is done or ordered.
    Done,
    /// The user waits for a job that it began.
    Working(Hold),
    /// It asked to leave the terminal, and this event, which ends the program, came first.
    Interrupted(Event),
    /// It ended the program.
    Ended(Ending),
}

fn take(
    event: Event,
    app: &mut App,
    world: &mut World,
    surface: &mut dyn Surface,
    events: &mut dyn Events,
) -> io::Result<EventOutcome> {
    match event {
        Event::Resize => surface.renew(),
        Event::Continued => surface.resume()?,
        _ => {}
    }
    #[cfg(debug_assertions)]
    super::rehearsal::rehearse(&event, surface)?;
    let ending = ending(&event);
    let was_working = app.workspace.work != Work::None;
    let effects = app.receive(event);
    if effects.is_empty() {
        return Ok(EventOutcome::Done);
    }
    if ending == Ending::Quit && !leaves_at_once(app, &effects) {
        draw(app, surface)?;
    }
    let departure = perform_all(app, world, effects);
    // A signal and a terminal that is gone take no answer.
    if ending != Ending::Quit {
        return Ok(EventOutcome::Ended(ending));
    }
    let Some(departure) = departure else {
        catch_up(app, world);
        let hold = Hold::while_working(app).filter(|_| !was_working);
        return Ok(hold.map_or(EventOutcome::Done, EventOutcome::Working));
    };
    leave_terminal(departure, app, world, surface, events)
}

/// Gives the terminal to others once it has taken the newest frame, and takes it back unless the program ends.
fn leave_terminal(
    departure: Departure,
    app: &mut App,
    world: &mut World,
    surface: &mut dyn Surface,
    events: &mut dyn Events,
) -> io::Result<EventOutcome> {
    // A program that is stopped would answer it only when it is continued.
    if let Some(end) = deliver(app, surface, events)?.or_else(|| events.take_end()) {
        return Ok(EventOutcome::Interrupted(end));
    }
    match departure {
        Departure::Suspend => surface.suspend()?,
        Departure::Edit(text) => {
            let (news, given_back) = world.edit(&text, &mut |edit| surface.lend(edit));
            pass_on(app, world, news.into_iter().collect());
            given_back?;
            events.forget();
        }
        Departure::Quit | Departure::Forced | Departure::Close | Departure::Ended => {
            return Ok(EventOutcome::Ended(Ending::Quit));
        }
    }
    Ok(EventOutcome::Done)
}

/// Whether the program ends and nothing is left to be saved, so that another frame would never be seen.
fn leaves_at_once(app: &App, effects: &[Effect]) -> bool {
    effects == [Effect::Finish(Departure::Quit)] && !app.is_unsaved()
}

/// How the program ends if this event ends it.
fn ending(event: &Event) -> Ending {
    match event {
        Event::Terminate(signal) => Ending::Signal(*signal),
        Event::Gone => Ending::Gone,
        _ => Ending::Quit,
    }
}

/// Draws a frame, unless the terminal has yet to take the last one. Returns whether it did.
fn draw(app: &mut App, surface: &mut dyn Surface) -> io::Result<bool> {
    if surface.is_behind() {
        return Ok(false);
    }
    if app.takes_whole_screen() {
        surface.renew();
    }
    if let Some(text) = app.workspace.clipboard.take_unsent() {
        surface.copy(text)?;
    }
    surface.draw(&mut |buffer| chrome::draw(app, buffer))?;
    Ok(true)
}

/// Waits until the terminal has taken the newest frame, before others have it. What ends the program ends this wait, and
/// is returned.
fn deliver(app: &mut App, surface: &mut dyn Surface, events: &mut dyn Events) -> io::Result<Option<Event>> {
    let mut is_newest = !surface.is_behind();
    loop {
        while surface.is_behind() {
            let end = events.wait(None)?.into_iter().find(|event| ending(event) != Ending::Quit);
            if end.is_some() {
                return Ok(end);
            }
        }
        if is_newest {
            return Ok(None);
        }
        draw(app, surface)?;
        is_newest = true;
    }
}
