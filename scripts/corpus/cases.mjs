// What the corpus holds: single files and combinations of files.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { projectRoot } from '../setup/shell.mjs'

export function findCorpus() {
  const places = [process.env.MICROCOSM_CORPUS, resolve(projectRoot, '..', 'shared', 'corpus')]
  return places.find((place) => place && existsSync(join(place, 'manifest.csv')))
}

export function readCorpus(corpus) {
  const files = readTable(join(corpus, 'manifest.csv')).map(({ file, config_class: known }) => ({
    name: file,
    folder: join(corpus, dirname(file)),
    files: [join(corpus, file)],
    known,
  }))
  const sets = readTable(join(corpus, 'sets.csv')).map(({ dir, files: named, reason }) => ({
    name: `${dir}: ${named}`,
    folder: join(corpus, dir),
    files: named.split(' ').map((file) => join(corpus, dir, file)),
    known: reason,
  }))
  return [...files, ...sets]
}

// Comma-separated values with double quotes, as objects by the names in the first line.
export function readTable(path) {
  const rows = [[]]
  let cell = ''
  let quoted = false
  const text = readFileSync(path, 'utf8').replaceAll('\r\n', '\n')
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at]
    if (quoted && sign === '"' && text[at + 1] === '"') {
      cell += '"'
      at += 1
    } else if (sign === '"') quoted = !quoted
    else if (!quoted && (sign === ',' || sign === '\n')) {
      rows.at(-1).push(cell)
      cell = ''
      if (sign === '\n') rows.push([])
    } else cell += sign
  }
  const [head = [], ...body] = rows.filter((row) => row.length > 0)
  return body.map((row) => Object.fromEntries(head.map((name, index) => [name, row[index] ?? ''])))
}
