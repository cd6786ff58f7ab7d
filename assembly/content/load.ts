/**
 * Taking content in: the sections of the bytes at AT_CONTENT become addresses and counts.
 *
 * The validator has recognised the file; this is the second look, of which the checks of `memory.ts` are the rest.
 */
import {
  ALIGNMENT,
  AT_CONTENT,
  FORMAT_VERSION,
  Fault,
  Header,
  KEYWORDS,
  LAYOUT_DIGEST,
  LIMIT_CONTENT_BYTES,
  MAGIC,
  NONE,
  PREAMBLE_BYTES,
  SECTION_BYTES,
  SECTION_COUNT,
  SECTION_LIMITS,
  Section,
  SectionEntry,
  Stage,
  Table,
} from '../generated/layout';
import { fail, faultCell } from '../fault';
import { countOf, placeOf, record } from '../memory';
import { entryIn, numberIn } from '../region';
import { state } from '../state';

/** Takes in the first `length` bytes at AT_CONTENT. */
export function loadContent(length: u32): void {
  state().loaded = 0;
  faultCell().stage = Stage.Load;
  faultCell().condition = NONE;
  if (length < PREAMBLE_BYTES || length > LIMIT_CONTENT_BYTES) fail(Fault.MalformedContent, 0, length);
  const header = entryIn<Header>(AT_CONTENT, LIMIT_CONTENT_BYTES, 0);
  if (header.magic != MAGIC || header.formatVersion != FORMAT_VERSION || header.layoutDigest != LAYOUT_DIGEST)
    fail(Fault.MalformedContent, 1, header.formatVersion);
  if (header.length != length || header.sectionCount != SECTION_COUNT) fail(Fault.MalformedContent, 2, header.length);
  for (let section: u32 = 0; section < SECTION_COUNT; section++) placeSection(section, length);
  faultCell().declared = header.fieldCount;
  if (header.fieldCount != countOf(Section.Fields)) fail(Fault.FieldCountMismatch, 0, header.fieldCount);
  state().pathBits = pathBits();
  state().hasKeywords = hasKeywords();
  state().loaded = 1;
}

function placeSection(section: u32, length: u32): void {
  const entry = entryIn<SectionEntry>(AT_CONTENT + offsetof<Header>(), PREAMBLE_BYTES - offsetof<Header>(), section);
  const size = numberIn<u32>(SECTION_BYTES, SECTION_COUNT << 2, section);
  if (entry.section != section || entry.size != size) fail(Fault.MalformedContent, 3, section);
  if (entry.count > numberIn<u32>(SECTION_LIMITS, SECTION_COUNT << 2, section))
    fail(Fault.MalformedContent, 4, section);
  const bytes = <u64>entry.count * <u64>size;
  if (entry.offset % ALIGNMENT != 0 || <u64>entry.offset + bytes > <u64>length)
    fail(Fault.MalformedContent, 5, section);
  const place = placeOf(section);
  place.base = <u32>AT_CONTENT + entry.offset;
  place.count = entry.count;
}

/** There are 2^bits + 1 ends of path buckets. */
function pathBits(): u32 {
  const buckets = countOf(Section.PathBuckets) - 1;
  if (popcnt(buckets) != 1) fail(Fault.MalformedContent, 6, buckets);
  return ctz(buckets);
}

function hasKeywords(): u32 {
  const tables = countOf(Section.Tables);
  for (let index: u32 = 0; index < tables; index++) {
    if (record<Table>(Section.Tables, index).field == KEYWORDS) return 1;
  }
  return 0;
}
