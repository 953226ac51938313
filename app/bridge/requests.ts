import * as z from 'zod'
import { answerSchema, capacitySchema, questionSchema, sensitivitySchema } from '../analysis/answers.ts'
import type { Connection } from '../design/design.ts'
import { problemSchema } from '../design/problem.ts'
import { faultSchema } from '../faults/faults.ts'
import { coarsestPrecision, finestPrecision } from '../run/precision.ts'
import { resultSchema } from '../run/result.ts'
import { runSheetSchema } from '../run/run-sheet.ts'
import { nativeMenuSchema } from './native-menu.ts'

/**
 * The contract between the page and the program: request name to input and output schema. Electron's IPC and the web host
 * carry the same requests; both parse the input on arrival. Text is the design file's text; the page parses it itself.
 */

const file = z.object({ path: z.string(), name: z.string(), text: z.string(), readOnly: z.boolean().optional() })
const runId = z.string().max(64)
const text = z.string().max(20_000_000)
const nothing = z.strictObject({})
/** Which page asks, as it named itself: a page that is loaded again in the same tab keeps its name. */
const page = z.string().min(1).max(64)
const draftId = z.string().max(64)
const draft = {
  id: draftId,
  path: z.string().nullable(),
  name: z.string(),
  text,
  /** The folder that its paths count from, where it was imported and is kept nowhere yet. */
  folder: z.string().nullable().optional(),
  /** What the edits began from, as it stood on disk; null: never saved; absent: not known. */
  savedText: text.nullable().optional(),
  /** The text that may be left without asking, where it is not `savedText`. */
  pristineText: text.optional(),
  /** What was typed as YAML and is not right yet: of which part of the design (none: all of it), from what, and what its editor is called. */
  unfinished: z
    .array(z.object({ part: z.array(z.string()).max(8), base: text, typed: text, label: z.string() }))
    .max(1000)
    .optional(),
}
/** In somebody else's file. */
const place = z.object({ file: z.string(), line: z.number(), column: z.number() })
/** What is to be played, by either engine or many times for an answer. `path` is the design's own, null where it was never saved. */
const played = {
  text,
  path: z.string().nullable(),
  scenario: z.string().optional(),
  durationSeconds: z.number().positive().max(86_400).optional(),
  seed: z.int().optional(),
  /** Half a 95 % interval as a share of its figure, up to which a prediction goes on or is repeated; absent: as long as the scenario, once. */
  precision: z.number().min(finestPrecision).max(coarsestPrecision).optional(),
}
export type PlayedInput = z.output<z.ZodObject<typeof played>>

export const requests = {
  /** What this host can do; asked once by the page when it starts. */
  'app.hello': {
    input: nothing,
    output: z.object({
      version: z.string(),
      platform: z.string(),
      host: z.enum(['electron', 'web']),
      /** Open and save dialogs of the system; otherwise the page shows its own, over `files.list`. */
      nativeDialogs: z.boolean(),
      /** A design named on the command line. */
      open: file.optional(),
    }),
  },
  /** Writes what helps to find a mistake, without secrets and designs. Shows the system's dialog where there is one and `file` is absent; null: cancelled. */
  'app.saveDiagnostics': {
    input: z.strictObject({ file: z.string().max(4096).optional() }),
    output: z.object({ path: z.string(), name: z.string() }).nullable(),
  },
  /** Shows the system's dialog where there is one and `path` is absent; null: the person cancelled. */
  'designs.open': { input: z.strictObject({ path: z.string().optional() }), output: file.nullable() },
  /** Writes atomically; fails with code `changed-on-disk` when the file is no longer what was read (`overwrite` writes all the same). */
  'designs.save': {
    input: z.strictObject({ path: z.string(), text, lastRead: text.nullable(), overwrite: z.boolean().optional() }),
    output: z.object({ path: z.string(), name: z.string() }),
  },
  /** Shows the system's dialog where there is one and `path` is absent; null: cancelled. */
  'designs.saveAs': {
    input: z.strictObject({ text, suggestedName: z.string(), path: z.string().optional() }),
    output: z.object({ path: z.string(), name: z.string() }).nullable(),
  },
  /** Which file the page holds; changes of it by others come as `designs.changed`. */
  'designs.watch': { input: z.strictObject({ page, path: z.string().nullable() }), output: nothing },
  /** What stands in the file now; null: it is not there. */
  'designs.look': { input: z.strictObject({ path: z.string() }), output: z.object({ text: z.string().nullable() }) },
  /** The file as git has it at a revision, to be compared with. Fails with a sentence where git does not have it. */
  'designs.at': {
    input: z.strictObject({ path: z.string(), revision: z.string().max(200) }),
    output: z.object({ text, name: z.string() }),
  },
  'designs.recent': { input: nothing, output: z.array(z.object({ path: z.string(), name: z.string(), openedAt: z.string() })) },
  'designs.examples': {
    input: nothing,
    output: z.array(z.object({ id: z.string(), title: z.string(), summary: z.string(), text: z.string() })),
  },
  /** For the page's own file dialog. Folders first. */
  'files.list': {
    input: z.strictObject({ folder: z.string().optional() }),
    output: z.object({
      folder: z.string(),
      parent: z.string().nullable(),
      entries: z.array(z.object({ name: z.string(), path: z.string(), folder: z.boolean() })),
    }),
  },
  /** Autosave: kept beside the settings, never in the person's file; offered again after a crash. Refused where another page that lives owns it. */
  'drafts.put': { input: z.strictObject({ page, ...draft }), output: nothing },
  /** The page lives, and so do its drafts: nobody else is offered them, or may discard them. */
  'drafts.beat': { input: z.strictObject({ page }), output: nothing },
  /** Drafts of this page, and those whose page is gone, newest first. `unreadable`: what cannot be understood, left as it is. */
  'drafts.list': {
    input: z.strictObject({ page }),
    output: z.object({
      drafts: z.array(z.object({ ...draft, savedAt: z.string(), mine: z.boolean() })),
      unreadable: z.array(z.object({ id: z.string(), file: z.string() })),
    }),
  },
  /** Makes this page the owner of a draft whose page is gone, before it is opened; it stays where it is. */
  'drafts.take': { input: z.strictObject({ page, id: draftId }), output: z.object({ ...draft, savedAt: z.string() }) },
  /** Its text was saved, or the person lets it go. Refused where another page that lives owns it. */
  'drafts.discard': { input: z.strictObject({ page, id: draftId }), output: nothing },
  /** What a run on Docker would start, and whether the person has accepted just that for this design. */
  'runs.sheet': {
    input: z.strictObject({ text, path: z.string().nullable() }),
    output: z.object({
      sheet: runSheetSchema,
      hash: z.string(),
      accepted: z.boolean(),
      /** Rows (`toSheetRows`) that are not as they were accepted last; null: this design was never run. */
      changed: z.array(z.string()).nullable(),
    }),
  },
  /** Starts an engine; what it says comes as `run.event`. Docker's fails with code `not-accepted` unless the sheet was accepted as it now is. */
  'runs.start': {
    input: z.strictObject({
      engine: z.enum(['predict', 'live']),
      ...played,
      /** The hash of the sheet, and what of it was said yes to by itself. */
      accepted: z.strictObject({ hash: z.string().max(64), consents: z.array(z.string().max(4200)).max(10_000) }).optional(),
    }),
    output: z.object({ runId }),
  },
  /** Cancels: everything made is removed. Answers when that is done. */
  'runs.stop': { input: z.strictObject({ runId }), output: nothing },
  /** Ends early with the result so far. */
  'runs.finish': { input: z.strictObject({ runId }), output: nothing },
  'runs.inject': { input: z.strictObject({ runId, fault: faultSchema }), output: z.object({ faultId: z.string() }) },
  'runs.heal': { input: z.strictObject({ runId, faultId: z.string() }), output: nothing },
  /** The last lines of a component's containers; new ones come as `run.log` until `runs.unfollow`. */
  'runs.follow': { input: z.strictObject({ runId, component: z.string() }), output: nothing },
  'runs.unfollow': { input: z.strictObject({ runId, component: z.string() }), output: nothing },
  /** Many predictions for one answer. How far they are comes as `answers.progress` under the same id, which the page chooses. */
  'answers.ask': {
    input: z.strictObject({ askId: runId, ...played, question: questionSchema }),
    output: answerSchema,
  },
  /** `answers.ask` then fails with a sentence that says it was cancelled. */
  'answers.cancel': { input: z.strictObject({ askId: runId }), output: nothing },
  /** Writes the page on a result. Shows the system's dialog where there is one and `file` is absent; null: cancelled. */
  'reports.save': {
    input: z.strictObject({
      /** The design as it was when the run began, and the name of its file. */
      text,
      path: z.string().nullable(),
      designName: z.string().max(200),
      scenario: z.string().optional(),
      result: resultSchema,
      capacity: z.array(capacitySchema).optional(),
      sensitivity: z
        .object({ figure: z.number().nullable(), parameters: z.array(sensitivitySchema), needed: z.number().nullable().optional() })
        .optional(),
      suggestedName: z.string().max(200),
      file: z.string().optional(),
    }),
    output: z.object({ path: z.string(), name: z.string() }).nullable(),
  },
  /** Writes a WebM video that the page made, base64. Shows the system's dialog where there is one and `file` is absent; null: cancelled. */
  'videos.save': {
    input: z.strictObject({ data: z.base64().max(24_000_000), suggestedName: z.string().max(200), file: z.string().optional() }),
    output: z.object({ path: z.string(), name: z.string() }).nullable(),
  },
  /** Whether Docker answers, and the sentence to show if not. */
  'docker.status': {
    input: nothing,
    output: z.object({ available: z.boolean(), version: z.string().optional(), message: z.string().optional(), leftBehind: z.number() }),
  },
  /** Removes what earlier runs left behind. */
  'docker.sweep': {
    input: nothing,
    output: z.object({ containers: z.number(), networks: z.number(), volumes: z.number(), images: z.number() }),
  },
  /** Shows the system's dialog for several Compose files; null: cancelled. */
  'imports.choose': { input: nothing, output: z.array(z.string()).nullable() },
  /** What Compose files come to, and why; writes nothing. Their order is that in which they are merged. */
  'imports.read': {
    input: z.strictObject({
      files: z.array(z.string().max(4096)).min(1).max(50),
      /** Take the override along that lies beside a lone file, as Docker Compose does. */
      override: z.boolean().optional(),
    }),
    output: z.object({
      /** The design with the connections that are accepted by default; absent: the files are refused, and `problems` says why. */
      text: z.string().optional(),
      /** From which the design's paths count, and the name that its file may get. */
      folder: z.string(),
      name: z.string(),
      /** Those that were merged, in this order, and the files of variables that lay beside them. */
      files: z.array(z.string()),
      variableFiles: z.array(z.string()),
      understood: z.array(z.object({ component: z.string(), kind: z.string(), service: z.string(), because: z.string(), place })),
      inferred: z.array(
        z.object({
          connection: z.custom<Connection>(),
          reason: z.string(),
          confidence: z.number(),
          accepted: z.boolean(),
          obstacle: z.string().optional(),
          place,
        }),
      ),
      carried: z.array(z.object({ where: z.string(), what: z.string(), place })),
      problems: z.array(problemSchema.extend({ file: z.string() })),
    }),
  },
  'exports.targets': {
    input: nothing,
    output: z.array(
      z.object({
        id: z.string(),
        label: z.string(),
        summary: z.string(),
        icon: z.string(),
        output: z.enum(['folder', 'file']),
        nextStep: z.string().optional(),
      }),
    ),
  },
  /** Shows the system's dialog for a folder or a file, after what the target writes; null: cancelled. */
  'exports.choosePlace': {
    input: z.strictObject({ to: z.string().max(40), suggested: z.string().max(4096) }),
    output: z.string().nullable(),
  },
  /** What would be written beside what is there, and what could not be carried over; writes nothing. */
  'exports.preview': {
    input: z.strictObject({
      to: z.string().max(40),
      text,
      /** Path of the design's file: an imported design is exported by editing the files it came from. */
      path: z.string().optional(),
      /** A folder, or a file where the target is one; absent: not chosen yet. */
      place: z.string().max(4096).optional(),
    }),
    output: z.object({
      folder: z.string().nullable(),
      files: z.array(
        z.object({
          path: z.string(),
          /** `edited`: by a person, so that it stays unless it is named in `replace`. `stale`: of an earlier export, to be removed. */
          state: z.enum(['new', 'same', 'changed', 'edited', 'stale']),
          there: z.string().optional(),
          /** Neither is told of a secret. */
          wanted: z.string().optional(),
          encoding: z.literal('base64').optional(),
          secret: z.boolean().optional(),
        }),
      ),
      losses: z.array(z.object({ where: z.string(), what: z.string() })),
    }),
  },
  /** Writes all files or none. Files that a person edited stay, except those in `replace`. */
  'exports.write': {
    input: z.strictObject({
      /** The id of an exporter. */
      to: z.string().max(40),
      text,
      place: z.string().max(4096),
      replace: z.array(z.string().max(4096)).max(10_000),
      /** Path of the design's file, from which its `build` folders count; absent where it was never saved. */
      path: z.string().optional(),
    }),
    output: z.object({ folder: z.string(), written: z.array(z.string()), kept: z.array(z.string()), removed: z.array(z.string()) }),
  },
  'settings.get': { input: nothing, output: z.record(z.string(), z.unknown()) },
  'settings.put': { input: z.strictObject({ key: z.string().max(64), value: z.unknown() }), output: nothing },
  /** The page tells whether it holds unsaved edits, for the guard on closing; `title` is the window's. */
  'window.state': { input: z.strictObject({ dirty: z.boolean(), title: z.string() }), output: nothing },
  /** The commands of the page for the menu bar of the system, in the person's language; again when that changes. */
  'window.menu': { input: z.strictObject({ menus: z.array(nativeMenuSchema).max(10) }), output: nothing },
  /** The page has heard `window.closing`, and asks the person; a page that says nothing hangs. */
  'window.heard': { input: nothing, output: nothing },
  /** The page's answer to `window.closing`: everything is saved or may be lost. */
  'window.close': { input: nothing, output: nothing },
} as const

export type Requests = typeof requests
export type RequestName = keyof Requests
export type Input<N extends RequestName> = z.output<Requests[N]['input']>
export type Output<N extends RequestName> = z.output<Requests[N]['output']>
/** Plain async functions; `caller` says which window asked. */
export type Handlers = { [N in RequestName]: (input: Input<N>) => Promise<Output<N>> }
