import { Document, isMap, isScalar, isSeq, Scalar } from 'yaml'
import { programVariable } from '../compose/services.ts'

/** The text of a file of manifests, one document each, the same for the same objects. `comment` stands at its head. */
export function toManifestFile(manifests: object[], comment = ''): string {
  return manifests.map((manifest, index) => toText(manifest, index === 0 ? comment : '')).join('---\n')
}

function toText(manifest: object, comment: string): string {
  // Kubernetes reads YAML 1.1 (yes, 0777); this schema quotes texts that look like one of its values.
  const document = new Document(manifest, { schema: 'yaml-1.1', aliasDuplicateObjects: false })
  shape(document.contents)
  if (comment !== '') document.commentBefore = toComment(comment)
  return document.toString({ lineWidth: 0, flowCollectionPadding: false })
}

/** How each part is written; the walker of the library takes several times as long, for it lets nodes be replaced on the way. */
function shape(node: unknown): void {
  if (isScalar(node)) {
    // Helm takes blank lines from the end of a document, and with them those of a block that ends there.
    if (typeof node.value === 'string' && node.value.endsWith('\n\n')) node.type = Scalar.QUOTE_DOUBLE
  } else if (isSeq(node)) node.items.forEach(shape)
  else if (isMap(node)) {
    const isProgram = node.get('name') === programVariable
    for (const { key, value } of node.items) {
      shape(value)
      const name = isScalar(key) ? String(key.value) : ''
      if (isSeq(value) && inOneLine.has(name)) value.flow = true
      if (isProgram && name === 'value' && isScalar(value)) value.type = Scalar.BLOCK_LITERAL
    }
  }
}

const inOneLine = new Set(['command', 'args', 'accessModes', 'drop', 'add', 'policyTypes', 'hostnames', 'values'])

/** Each line after a number sign and a space. What no comment may hold becomes a space. */
function toComment(text: string): string {
  return text
    .split(/\r\n|[\n\r\u0085\u2028\u2029]/)
    .filter((line) => line.trim() !== '')
    .map(
      (line) =>
        ` ${line.replace(/[^\t\x20-\x7E\u00A0-\uD7FF\uE000-\uFDCF\uFDF0-\uFFFD\u{10000}-\u{10FFFF}]|[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu, ' ').trimEnd()}`,
    )
    .join('\n')
}
