import { toManifestFile } from '../kubernetes/manifest-file.ts'

/**
 * Text of a template in which some values are Helm's to fill in. Until the YAML is written a mark stands for each, so that whatever
 * the person's own texts hold is quoted as YAML needs it and none of it is taken for a template.
 */
export interface Expressions {
  /** Stands for what the expression comes to, such as `.Values.secretName`. */
  mark(expression: string): string
  toText(manifests: object[], comment?: string): string
}

export function createExpressions(): Expressions {
  const expressions: string[] = []
  return {
    mark(expression) {
      const known = expressions.indexOf(expression)
      const index = known < 0 ? expressions.push(expression) - 1 : known
      return `${open}${index}x`
    },
    toText(manifests, comment) {
      const text = toManifestFile(manifests, comment)
      return escaped(text).replace(marks, (all, index: string) => {
        const expression = expressions[Number(index)]
        return expression === undefined ? all : `{{ ${expression} }}`
      })
    },
  }
}

/** What Go's templates would read as theirs, as text. https://pkg.go.dev/text/template */
export function escaped(text: string): string {
  return text.replaceAll('{{', '{{ "{{" }}')
}

// Letters and digits alone: written without quotes, so that a number that Helm fills in is one.
const open = 'microcosmHelmExpression'
const marks = new RegExp(`${open}(\\d+)x`, 'g')
