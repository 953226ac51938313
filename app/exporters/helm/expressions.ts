import { toManifestFile } from '../kubernetes/manifest-file.ts'

/**
 * Text of a template in which some values are Helm's to fill in. Until the YAML is written a mark stands for each, so that whatever
 * the person's own texts hold is quoted as YAML needs it and none of it is taken for a template.
 */
export interface Expressions {
  /** Stands for the text that the expression comes to, such as `.Values.secretName`; whatever it is, YAML takes it for a text. */
  mark(expression: string): string
  /** Stands for the number that it comes to. */
  number(expression: string): string
  toText(manifests: object[], comment?: string): string
}

export function createExpressions(): Expressions {
  const expressions: string[] = []
  const take = (expression: string) => {
    const known = expressions.indexOf(expression)
    const index = known < 0 ? expressions.push(expression) - 1 : known
    return `${open}${index}x`
  }
  return {
    mark: (expression) => take(`${expression} | quote`),
    number: take,
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

// Letters and digits alone: written without quotes, which are the expression's own.
const open = 'microcosmHelmExpression'
const marks = new RegExp(`${open}(\\d+)x`, 'g')
