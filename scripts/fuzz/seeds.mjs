// Texts to begin from: the examples that come with the program, and files of others where a folder of them is at hand.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findCorpus, readCorpus } from '../corpus/cases.mjs'
import { projectRoot } from '../setup/shell.mjs'

export function exampleDesigns() {
  const folder = join(projectRoot, 'assets', 'examples')
  return readdirSync(folder)
    .filter((name) => name.endsWith('.microcosm.yaml'))
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'))
}

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: these are Compose's variables.
export const composeSeeds = [
  'name: shop\nservices:\n  web:\n    image: "acme/web:${TAG:-1}"\n    environment: { API: "http://api:80", A: "${A:?no}" }\n  api: { build: . }\n',
  'x-a: &a { restart: always }\nservices:\n  a:\n    <<: *a\n    image: redis\n    env_file: [base.env]\n    ports: ["80:80"]\n  b: { extends: { service: a } }\n',
  'include: [other.yaml]\nservices: { c: { image: postgres:16, depends_on: { a: { condition: service_started } } } }\n',
]
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: as above.

// Without a corpus there are only our own.
export function composeFiles() {
  const corpus = findCorpus()
  if (!corpus) return composeSeeds
  const files = [...new Set(readCorpus(corpus).flatMap((one) => one.files))]
  return [...composeSeeds, ...files.flatMap((file) => readIfSmall(file))]
}

function readIfSmall(file) {
  try {
    const text = readFileSync(file, 'utf8')
    return text.length <= 60_000 ? [text] : []
  } catch {
    return []
  }
}
