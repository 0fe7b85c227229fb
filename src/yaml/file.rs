//! Reading a text file from strangers.

use std::{fs, io::Read, path::Path};

use super::{Fault, FaultKind, Limits, Place};

/// Why a file could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadFault {
    /// The system refused.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// It is too large, or not text.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// The bytes of a file, never holding more than the limit in memory.
pub fn read_bytes(path: &Path, limits: Limits) -> Result<Vec<u8>, ReadFault> {
    let too_large = || Fault::of_file(FaultKind::TooLarge { limit: limits.bytes });
    let most = u64::try_from(limits.bytes).unwrap_or(u64::MAX);
    let metadata = fs::metadata(path)?;
    if metadata.is_dir() {
        return Err(std::io::Error::from(std::io::ErrorKind::IsADirectory).into());
    }
    if !metadata.is_file() {
        return Err(std::io::Error::from(std::io::ErrorKind::InvalidInput).into());
    }
    if metadata.len() > most {
        return Err(too_large().into());
    }
    let mut bytes = Vec::new();
    fs::File::open(path)?.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() > limits.bytes {
        return Err(too_large().into());
    }
    Ok(bytes)
}

/// The text of a file, as it is in the file.
pub fn text_of(bytes: Vec<u8>) -> Result<String, Fault> {
    String::from_utf8(bytes).map_err(|error| {
        let good = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
        Fault { place: Some(end_of(good)), path: String::new(), kind: FaultKind::NotUtf8 }
    })
}

/// The text of a file, without a byte order mark, never holding more than the limit in memory.
pub fn read(path: &Path, limits: Limits) -> Result<String, ReadFault> {
    let mut text = text_of(read_bytes(path, limits)?)?;
    if text.starts_with('\u{feff}') {
        text.remove(0);
    }
    Ok(text)
}

fn end_of(good: &[u8]) -> Place {
    let good = String::from_utf8_lossy(good);
    let line = good.split('\n').count();
    let column = good.rsplit('\n').next().map_or(0, |last| last.chars().count());
    Place::new(line, column + 1)
}
