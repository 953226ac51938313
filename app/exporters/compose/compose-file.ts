import { Document, isScalar, isSeq, Scalar, visit } from 'yaml'
import { addComments, headOf } from './comments.ts'
import { boundaryNetworks } from './networks.ts'
import { type Parts, programVariable, toService, toVolumes } from './services.ts'
import { toComposeText } from './variables.ts'

/** The text of `compose.yaml`: the same for the same design, whenever it is made. Traffic stands in `compose.load.yaml`. */
export function toComposeFile(parts: Parts, version: string): string {
  const { stack } = parts
  const lasting = stack.components.filter(({ behaviour }) => behaviour.model !== 'source')
  const volumes = lasting.flatMap(toVolumes)
  const networks = boundaryNetworks(parts.networks)
  const content = {
    name: toProjectName(stack.design.name),
    services: Object.fromEntries(lasting.map((planned) => [planned.id, toService(planned, parts)])),
    ...(networks.length > 0 ? { networks: Object.fromEntries(networks.map((name) => [name, {}])) } : {}),
    ...(volumes.length > 0 ? { volumes: Object.fromEntries(volumes.map(({ name }) => [name, {}])) } : {}),
  }
  const document = toDocument(content)
  addComments(document, headOf(parts, version), stack)
  return toText(document)
}

/** What Compose is to read, laid out for people. */
export function toDocument(content: object): Document {
  // Compose's parser knows some values of YAML 1.1 (1_000, 0777); this schema quotes texts that look like one.
  const document = new Document(content, { schema: 'yaml-1.1', aliasDuplicateObjects: false })
  layOut(document)
  return document
}

export function toText(document: Document): string {
  return document.toString({ lineWidth: 0, flowCollectionPadding: false })
}

/** Compose allows small letters, digits, hyphens and underscores. */
export function toProjectName(name = ''): string {
  const plain = name
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return plain === '' ? 'microcosm' : plain.slice(0, 40).replace(/-+$/, '')
}

/** Texts with variables as Compose reads them, commands in one line, programs as blocks. */
function layOut(document: Document): void {
  visit(document, {
    Scalar(key, node) {
      if (key !== 'key' && typeof node.value === 'string') node.value = toComposeText(node.value)
    },
    Pair(_key, { key, value }) {
      if (!isScalar(key)) return
      if (isSeq(value) && inOneLine.has(String(key.value))) {
        value.flow = true
        for (const item of value.items) if (isScalar(item) && !plain.test(String(item.value))) item.type = Scalar.QUOTE_DOUBLE
      }
      if (isScalar(value) && key.value === programVariable) value.type = Scalar.BLOCK_LITERAL
    },
  })
}

/** Compose's parser stops at a question mark in a list on one line, so all but plain words are quoted there. */
const plain = /^[\w./-]+$/
const inOneLine = new Set(['command', 'test', 'networks'])
