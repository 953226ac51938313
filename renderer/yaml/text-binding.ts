import { ChangeSet } from '@codemirror/state'
import { connectionId } from '../../app/design/design.ts'
import { type DesignDocument, readDocument } from '../../app/design/document.ts'
import { joinParts, mergeTexts } from '../../app/design/merge-texts.ts'
import type { Problem } from '../../app/design/problem.ts'
import { partOf, placeInPart, type TextPart, withPart } from '../../app/design/text-part.ts'
import { checkDocument } from '../../app/rules/rules.ts'
import type { PartName, YamlDraft } from './yaml-drafts.ts'

/** A text that a person edits, and the design it is part of: which of the two changes the other, and when. */

export type PartPath = readonly (string | number)[]

export interface Verdict {
  /** Why what was typed is not the design: each at its line of this text. None: it is. */
  problems: Problem[]
  /** What the design becomes by it; undefined: nothing changes. */
  document: DesignDocument | undefined
}

/** What of a design's text is shown: a part of it, or all. An empty path is all. */
export function shownPart(document: DesignDocument, path: PartPath): TextPart | undefined {
  if (path.length > 0) return partOf(document.source, placeInText(document, path))
  const text = document.text.replaceAll('\r\n', '\n')
  return { from: 0, to: document.text.length, indent: 0, joined: true, text }
}

/** The text lists connections, too, that the design leaves out since they are wrong. */
function placeInText({ design, sourceIndexes }: DesignDocument, path: PartPath): PartPath {
  const [section, index, ...rest] = path
  const kept = design?.connections && sourceIndexes.get(design.connections)
  return section === 'connections' && typeof index === 'number' && kept ? [section, kept[index] ?? index, ...rest] : path
}

/** By what a part is known while others come and go: a connection by its ends, since its place in the list changes. */
export function nameOfPart(document: DesignDocument, path: PartPath): PartName {
  const [section, index] = path
  return section === 'connections' && typeof index === 'number' ? [section, connectionAt(document, index) ?? ''] : path.map(String)
}

/**
 * What was typed from an earlier text, on the text as it is now: in its place where only the rest has changed; else line by line, and
 * where both changed the same lines what was typed stays.
 */
export function draftOn(now: string, { base, typed }: Pick<YamlDraft, 'base' | 'typed'>): string {
  const [first, second] = [changed(base, typed), changed(base, now)].sort((a, b) => a.from - b.from || a.to - b.to)
  if (first && second && first.to <= second.from) {
    return base.slice(0, first.from) + first.insert + base.slice(first.to, second.from) + second.insert + base.slice(second.to)
  }
  // A last line without its end would be another line than the same with one.
  const parts = mergeTexts(`${base}\n`, `${typed}\n`, `${now}\n`)
  const merged = joinParts(parts, new Array<'mine'>(parts.length).fill('mine'))
  return merged?.replace(/\n$/, '') ?? typed
}

/** What comes of a text in place of this part of the document. A text that is not right yet changes nothing. */
export function judgeText(document: DesignDocument, path: PartPath, part: TextPart, text: string): Verdict & { part: TextPart } {
  if (text === part.text) return { problems: [], document: undefined, part }
  const written = withPart(document.text, part, text)
  const read = readDocument(written.whole)
  const place = (problem: Problem) =>
    path.length === 0 ? problem : { ...problem, ...placeInPart(written.whole, written.part, problem.line ?? 1, problem.column ?? 1) }
  const fresh = freshErrors(document.problems, read.design ? read.problems : read.problems.filter(({ severity }) => severity === 'error'))
  const blocking = fresh.length > 0 || path.length === 0 ? fresh : misplaced(document, read, path)
  if (blocking.length > 0 || !read.design) return { problems: blocking.map(place), document: undefined, part }
  return { problems: [], document: read, part: written.part }
}

/** A part must go on being the part that it is: a connection with ends that exist, which no other connection has. */
function misplaced(before: DesignDocument, after: DesignDocument, path: PartPath): Problem[] {
  if (path[0] !== 'connections') return []
  const known = new Set(checkDocument(before).map(nameOf))
  const about = checkDocument(after).filter(({ severity, rule }) => severity === 'error' && /^(?:connection-|one-connection)/.test(rule))
  return about.filter((problem) => !known.has(nameOf(problem)))
}

function freshErrors(before: Problem[], after: Problem[]): Problem[] {
  const known = new Set(before.map(nameOf))
  return after.filter((problem) => problem.severity === 'error' && !known.has(nameOf(problem)))
}

const nameOf = ({ rule, message, path }: Problem) => `${rule} ${path.join('.')} ${message}`

/** What turns a text that was typed from `base` into one that also has what became of `base` elsewhere. */
export function changesFromElsewhere(base: string, typed: string, now: string): ChangeSet {
  return replacement(base, now).map(replacement(base, typed))
}

function replacement(before: string, after: string): ChangeSet {
  return ChangeSet.of(before === after ? [] : changed(before, after), before.length)
}

/** The shortest replacement by which one text becomes another. */
function changed(before: string, after: string): { from: number; to: number; insert: string } {
  let start = 0
  const least = Math.min(before.length, after.length)
  while (start < least && before[start] === after[start]) start += 1
  let end = 0
  while (end < least - start && before.at(-1 - end) === after.at(-1 - end)) end += 1
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) }
}

/** The connection that stands where one stood, by its ends; undefined where none does. */
export function connectionAt(document: DesignDocument, index: number): string | undefined {
  const connection = document.design?.connections?.[index]
  return connection && connectionId(connection)
}

/** Stretches of a text where they stand in its editor, in which every line ends with one character. */
export function asShown<T extends { from: number; to: number }>(text: string, stretches: T[]): T[] {
  if (!text.includes('\r\n')) return stretches
  const returns = [...text.matchAll(/\r\n/g)].map(({ index }) => index)
  const shown = (offset: number) => {
    let [low, high] = [0, returns.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((returns[middle] ?? 0) < offset) low = middle + 1
      else high = middle
    }
    return offset - low
  }
  return stretches.map((one) => ({ ...one, from: shown(one.from), to: shown(one.to) }))
}
