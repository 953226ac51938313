import { relative, resolve } from 'node:path'
import { Refusal } from '../../../app/bridge/answer.ts'
import { connectionId } from '../../../app/design/design.ts'
import { toSentence } from '../../../app/design/problem.ts'
import { renderDesign } from '../../../app/design/write-document.ts'
import type { Import, Inferred, Place } from '../../../app/importers/importer.ts'
import { counted } from '../../../app/run/figures.ts'
import { checkDesignPath, writeDesignFile } from '../../files/design-file.ts'
import { importCompose } from '../../import-compose.ts'
import { type Command, exitCodes, type Io, jsonOption } from '../command.ts'

export const importCommand: Command = {
  name: 'import',
  summary: 'make a design of Docker Compose files, which it remembers and goes on editing',
  argument: 'COMPOSE_FILE…',
  options: {
    out: { value: 'DESIGN', help: 'the design to write, such as shop.microcosm.yaml' },
    profile: { value: 'NAMES', help: 'profiles that are active, with commas between them' },
    'env-file': { value: 'FILES', help: 'files of variables instead of .env, with commas between them' },
    'project-name': { value: 'NAME', help: "the project's name, where the files do not say it" },
    alone: { help: 'leave out the compose.override.yaml that lies beside a lone compose.yaml' },
    overwrite: { help: 'replace a design that is there already' },
    json: jsonOption,
  },
  async run(given, io) {
    const out = given.text('out')
    if (!out) throw new Refusal('bad-input', 'Import into which design? Add --out DESIGN, such as --out shop.microcosm.yaml.')
    const path = checkDesignPath(resolve(io.cwd, out))
    const made = importCompose({
      files: given.positionals.map((file) => resolve(io.cwd, file)),
      design: path,
      environment: io.env,
      profiles: listOf(given.text('profile')),
      envFiles: listOf(given.text('env-file'))?.map((file) => resolve(io.cwd, file)),
      projectName: given.text('project-name'),
      override: !given.has('alone'),
    })
    if (!made.design) throw new Refusal('bad-input', toRefusal(made, io))
    await writeDesignFile(path, renderDesign(made.design), null, given.has('overwrite'))
    for (const problem of made.problems) io.err(toSentence(problem, relative(io.cwd, problem.file) || problem.file))
    if (given.has('json')) io.out(JSON.stringify({ written: path, ...made }, null, 2))
    else {
      for (const line of toRead(given.positionals, made, io)) io.out(line)
      print(made, out, io)
    }
    return exitCodes.good
  },
}

/** What was read though nobody named it. */
function toRead(named: string[], { files, variableFiles }: { files: string[]; variableFiles: string[] }, io: Io): string[] {
  const shown = (path: string) => relative(io.cwd, path) || path
  return [
    ...files.slice(named.length).map((path) => `Merged over it, as docker compose does: ${shown(path)} (--alone leaves it out)`),
    ...variableFiles.map((path) => `Variables: ${shown(path)}`),
  ]
}

function toRefusal({ problems }: Import, io: Io): string {
  const [first] = problems
  return first ? toSentence(first, relative(io.cwd, first.file) || first.file) : 'The files hold no services.'
}

function print(made: Import, out: string, io: Io): void {
  const { understood, inferred, carried } = made
  const shown = (place: Place) => `${relative(io.cwd, place.file)}:${place.line}`
  io.out(`Understood: ${counted(understood.length, 'component')}`)
  const [ids, kinds] = [widest(understood.map(({ component }) => component)), widest(understood.map(({ kind }) => kind))]
  for (const { component, kind, place } of understood) io.out(`  ${component.padEnd(ids)}  ${kind.padEnd(kinds)}  ${shown(place)}`)
  const [taken, left] = [inferred.filter(({ accepted }) => accepted), inferred.filter(({ accepted }) => !accepted)]
  io.out(`\nInferred: ${counted(taken.length, 'connection')}; ${left.length} more are less sure or cannot be drawn, and are left out`)
  for (const each of [...taken, ...left]) io.out(toLine(each, shown))
  const places = new Map<string, string[]>()
  for (const { where } of carried) {
    const [component = '', key] = where.split('.')
    places.set(component, [...(places.get(component) ?? []), ...(key ? [key] : [])])
  }
  if (places.size > 0) io.out('\nCarried along in the files, which an export to Compose edits:')
  for (const [component, keys] of places) io.out(`  ${component}${keys.length > 0 ? `: ${keys.join(', ')}` : ''}`)
  io.out(`\nwrote    ${out}`)
}

function toLine({ connection, reason, confidence, accepted, obstacle, place }: Inferred, shown: (place: Place) => string): string {
  const sure = `${Math.round(confidence * 100)} %`.padStart(5)
  return `  ${accepted ? '+' : '-'} ${sure}  ${connectionId(connection)}  ${reason} (${shown(place)})${obstacle ? ` Left out: ${obstacle}` : ''}`
}

function listOf(text: string | undefined): string[] | undefined {
  return text
    ?.split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '')
}

const widest = (texts: string[]) => Math.max(0, ...texts.map(({ length }) => length))
