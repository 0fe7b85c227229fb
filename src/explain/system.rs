//! Explains errors of the operating system: from the number to the name, its meaning and what to do.

use std::io::{self, ErrorKind};

#[cfg(unix)]
use rustix::io::Errno;

use super::Explanation;
use crate::i18n::Messages;
use crate::i18n::messages::SystemAdvice;
use crate::system::SystemError;

/// An error that a file system, a terminal or a network mount can report.
struct SystemErrorRow {
    /// The name in the manuals of the system. It is also the key of the sentence in the messages.
    name: &'static str,
    /// The number (`errno`) on this system. `None` on a system without such numbers.
    number: Option<i32>,
    /// The kind by which an error without a number is recognised.
    kind: Option<ErrorKind>,
    /// The advice for the user.
    advice: fn(&SystemAdvice) -> &String,
}

macro_rules! row {
    ($name:literal, $errno:ident, $advice:ident) => {
        row!(@ $name, $errno, None, $advice)
    };
    ($name:literal, $errno:ident = $kind:ident, $advice:ident) => {
        row!(@ $name, $errno, Some(ErrorKind::$kind), $advice)
    };
    (@ $name:literal, $errno:ident, $kind:expr, $advice:ident) => {
        SystemErrorRow {
            name: $name,
            #[cfg(unix)]
            number: Some(Errno::$errno.raw_os_error()),
            #[cfg(not(unix))]
            number: None,
            kind: $kind,
            advice: |advice| &advice.$advice,
        }
    };
}

/// The errors with a sentence of their own.
const TABLE: &[SystemErrorRow] = &[
    row!("ENOENT", NOENT = NotFound, path),
    row!("ENOTDIR", NOTDIR = NotADirectory, path),
    row!("EISDIR", ISDIR = IsADirectory, path),
    row!("ELOOP", LOOP, link),
    row!("ENAMETOOLONG", NAMETOOLONG = InvalidFilename, name),
    row!("EILSEQ", ILSEQ, name),
    row!("EEXIST", EXIST = AlreadyExists, other_name),
    row!("ENOTEMPTY", NOTEMPTY = DirectoryNotEmpty, other_name),
    row!("EACCES", ACCESS = PermissionDenied, permission),
    row!("EPERM", PERM, owner),
    row!("EROFS", ROFS = ReadOnlyFilesystem, writable),
    row!("ENOSPC", NOSPC = StorageFull, room),
    row!("EDQUOT", DQUOT = QuotaExceeded, room),
    row!("EFBIG", FBIG = FileTooLarge, size),
    row!("EOVERFLOW", OVERFLOW, size),
    row!("EIO", IO, disk),
    row!("EBADMSG", BADMSG, disk),
    row!("ENXIO", NXIO, device),
    row!("ENODEV", NODEV, device),
    row!("ENOTBLK", NOTBLK, device),
    row!("ENOTTY", NOTTY, device),
    row!("ESPIPE", SPIPE = NotSeekable, device),
    row!("EBUSY", BUSY = ResourceBusy, close),
    row!("ETXTBSY", TXTBSY = ExecutableFileBusy, close),
    row!("EMFILE", MFILE, open_files),
    row!("ENFILE", NFILE, close),
    row!("ENOLCK", NOLCK, close),
    row!("EDEADLK", DEADLK = Deadlock, close),
    row!("ENOMEM", NOMEM = OutOfMemory, close),
    row!("ENOBUFS", NOBUFS, close),
    row!("EMLINK", MLINK = TooManyLinks, folder),
    row!("EXDEV", XDEV = CrossesDevices, folder),
    row!("EINVAL", INVAL, folder),
    row!("ENOSYS", NOSYS, folder),
    row!("EOPNOTSUPP", OPNOTSUPP = Unsupported, folder),
    row!("ERANGE", RANGE, folder),
    row!("EBADF", BADF, again),
    row!("EFAULT", FAULT, again),
    row!("EAGAIN", AGAIN = WouldBlock, again),
    row!("EINTR", INTR = Interrupted, again),
    row!("ECANCELED", CANCELED, again),
    row!("EPIPE", PIPE = BrokenPipe, again),
    row!("E2BIG", TOOBIG = ArgumentListTooLong, shorter),
    row!("ENOEXEC", NOEXEC, program),
    row!("ESTALE", STALE = StaleNetworkFileHandle, network),
    row!("ETIMEDOUT", TIMEDOUT = TimedOut, network),
    row!("EHOSTDOWN", HOSTDOWN, network),
    row!("EHOSTUNREACH", HOSTUNREACH = HostUnreachable, network),
    row!("ENETDOWN", NETDOWN = NetworkDown, network),
    row!("ENETUNREACH", NETUNREACH = NetworkUnreachable, network),
    row!("ENETRESET", NETRESET, network),
    row!("ECONNABORTED", CONNABORTED = ConnectionAborted, network),
    row!("ECONNREFUSED", CONNREFUSED = ConnectionRefused, network),
    row!("ECONNRESET", CONNRESET = ConnectionReset, network),
    row!("ENOTCONN", NOTCONN = NotConnected, network),
    row!("ESHUTDOWN", SHUTDOWN, network),
    row!("EPROTO", PROTO, network),
    #[cfg(target_os = "linux")]
    row!("ENOLINK", NOLINK, network),
    #[cfg(target_os = "linux")]
    row!("ECOMM", COMM, network),
    #[cfg(target_os = "linux")]
    row!("EREMOTEIO", REMOTEIO, network),
    #[cfg(target_os = "linux")]
    row!("EUCLEAN", UCLEAN, disk),
    #[cfg(target_os = "linux")]
    row!("ENOMEDIUM", NOMEDIUM, device),
    #[cfg(target_os = "linux")]
    row!("EMEDIUMTYPE", MEDIUMTYPE, device),
    #[cfg(target_os = "linux")]
    row!("ENOKEY", NOKEY, key),
    #[cfg(target_os = "linux")]
    row!("EKEYEXPIRED", KEYEXPIRED, key),
    #[cfg(target_os = "linux")]
    row!("EKEYREVOKED", KEYREVOKED, key),
    #[cfg(target_os = "linux")]
    row!("EKEYREJECTED", KEYREJECTED, key),
    // The program itself refuses a link or a file in place of a folder of its own.
    SystemErrorRow {
        name: "NOT_A_FOLDER",
        number: None,
        kind: Some(ErrorKind::NotADirectory),
        advice: |advice| &advice.move_away,
    },
    // The program itself refuses a fifo, a socket or a device in place of a file.
    SystemErrorRow {
        name: "NOT_A_FILE",
        number: None,
        kind: Some(ErrorKind::InvalidInput),
        advice: |advice| &advice.path,
    },
];

/// The row of an error: by its number if it has one, otherwise by its kind.
fn row(error: SystemError) -> Option<&'static SystemErrorRow> {
    match error.number.filter(|_| cfg!(unix)) {
        Some(_) => TABLE.iter().find(|row| row.number == error.number),
        // The errors that the program itself makes are last.
        None => TABLE.iter().rev().find(|row| row.kind == Some(error.kind)),
    }
}

/// The reason why the operating system refused, as a sentence. An error without a row is reported with its number and in
/// the words of the system.
pub fn system(error: impl Into<SystemError>, words: &Messages) -> String {
    let error = error.into();
    let system = &words.errors.system;
    let known = row(error).and_then(|row| Some((row, system.errors.get(row.name)?)));
    match (known, error.number) {
        (Some((row, what)), Some(_)) => system.named.fill(&[("what", what), ("name", &row.name)]),
        (Some((_, what)), None) => system.unnamed.fill(&[("what", what)]),
        (None, Some(number)) => {
            let text = io::Error::from_raw_os_error(number).to_string();
            let text = text.strip_suffix(&format!(" (os error {number})")).unwrap_or(&text);
            system.numbered.fill(&[("number", &number), ("text", &text)])
        }
        (None, None) => system.silent.clone(),
    }
}

/// The explanation of `what` the system refused.
pub fn refused(what: &str, error: impl Into<SystemError>, words: &Messages) -> Explanation {
    let error = error.into();
    Explanation::new(what).because(system(error, words)).advise(what_to_do(error, words))
}

/// The advice for an error of the system. Without a row it is to try again.
pub(super) fn what_to_do(error: impl Into<SystemError>, words: &Messages) -> &str {
    let advice = &words.errors.system.advice;
    row(error.into()).map_or(&advice.again, |row| (row.advice)(advice))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::bidi::without_islands;
    use crate::i18n::Language;

    fn explanation(error: SystemError, language: Language) -> String {
        without_islands(&system(error, Messages::of(language))).into_owned()
    }

    #[test]
    fn every_error_has_a_sentence_of_its_own_and_an_advice_in_both_languages() {
        for language in Language::ALL {
            let words = Messages::of(language);
            let named: BTreeSet<&str> = words.errors.system.errors.keys().map(String::as_str).collect();
            let known: BTreeSet<&str> = TABLE.iter().map(|row| row.name).collect();
            if cfg!(target_os = "linux") {
                assert_eq!(named, known);
            }
            let sentences: BTreeSet<&String> = words.errors.system.errors.values().collect();
            assert_eq!(sentences.len(), named.len(), "two errors have one sentence");
            for row in TABLE {
                let error = SystemError { kind: row.kind.unwrap_or(ErrorKind::Other), number: row.number };
                let explanation = explanation(error, language);
                assert!(explanation.contains(words.errors.system.errors[row.name].as_str()), "{explanation}");
                assert_eq!(explanation.contains(row.name), row.number.is_some(), "{explanation}");
                assert_eq!(what_to_do(error, words), (row.advice)(&words.errors.system.advice));
            }
        }
    }

    #[cfg(unix)]
    #[test]
    fn the_kind_of_a_row_is_the_one_that_the_library_gives_its_number() {
        let mut numbers = BTreeSet::new();
        for row in TABLE.iter().filter(|row| row.number.is_some()) {
            let number = row.number.unwrap();
            assert!(numbers.insert(number), "{} stands in the table twice", row.name);
            if let Some(kind) = row.kind {
                assert_eq!(io::Error::from_raw_os_error(number).kind(), kind, "{}", row.name);
            }
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_number_without_a_sentence_is_reported_in_the_words_of_the_system() {
        let mut seen = 0;
        for number in 1..200 {
            let error = SystemError::from(&io::Error::from_raw_os_error(number));
            for language in Language::ALL {
                let explanation = explanation(error, language);
                assert!(
                    !explanation.contains("uncategorized") && !explanation.contains("os error"),
                    "{explanation}"
                );
                if row(error).is_none() {
                    assert!(explanation.contains(&number.to_string()), "{explanation}");
                    seen += 1;
                }
            }
        }
        assert!(seen > 50);
    }

    #[test]
    fn an_error_of_the_program_is_explained_by_its_kind() {
        let of = |kind: ErrorKind| explanation(kind.into(), Language::English);
        assert_eq!(of(ErrorKind::StorageFull), "The disk is full.");
        assert_eq!(of(ErrorKind::InvalidInput), "It is not an ordinary file.");
        assert_eq!(of(ErrorKind::Other), "The system gives no reason.");
    }
}
