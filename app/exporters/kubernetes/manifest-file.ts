import { Document, isScalar, isSeq, Scalar, visit } from 'yaml'
import { programVariable } from '../compose/services.ts'

/** The text of a file of manifests, one document each, the same for the same objects. `comment` stands at its head. */
export function toManifestFile(manifests: object[], comment = ''): string {
  return manifests.map((manifest, index) => toText(manifest, index === 0 ? comment : '')).join('---\n')
}

function toText(manifest: object, comment: string): string {
  // Kubernetes reads YAML 1.1 (yes, 0777); this schema quotes texts that look like one of its values.
  const document = new Document(manifest, { schema: 'yaml-1.1', aliasDuplicateObjects: false })
  visit(document, {
    Scalar(_key, scalar) {
      // Helm takes blank lines from the end of a document, and with them those of a block that ends there.
      if (typeof scalar.value === 'string' && scalar.value.endsWith('\n\n')) scalar.type = Scalar.QUOTE_DOUBLE
    },
    Pair(_key, { key, value }) {
      if (isScalar(key) && isSeq(value) && inOneLine.has(String(key.value))) value.flow = true
    },
    Map(_key, map) {
      const value = map.get('name') === programVariable ? map.get('value', true) : undefined
      if (isScalar(value)) value.type = Scalar.BLOCK_LITERAL
    },
  })
  if (comment !== '') document.commentBefore = toComment(comment)
  return document.toString({ lineWidth: 0, flowCollectionPadding: false })
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
