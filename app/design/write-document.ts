import { isAlias, isMap, isScalar, visit } from 'yaml'
import type { Design } from './design.ts'
import { type DesignDocument, readDocument } from './document.ts'
import { editMap } from './edit-text.ts'
import type { Editing } from './editing.ts'
import { blocksOfSection, sectionOrder } from './insert-text.ts'
import { prune } from './prune.ts'
import { type Layout, renderEntry, renderInline } from './render-yaml.ts'
import { applySplices, columnOf } from './splices.ts'
import { definedKeys, isSame } from './value-at.ts'

/**
 * The document with the edits in it: the difference between the document's design and the edited one is spliced into
 * the text, so that comments, order, quotes, anchors, `x-` keys and blank lines stay, and an unedited design is the same text.
 * What comes out always reads as the edited design: where a splice cannot say it (an alias that is also used elsewhere, unusual
 * YAML), the next more thorough way is taken, up to writing the file anew. The answer is the document that was read to prove it.
 */
export function writeDocument(document: DesignDocument, edited: Design): DesignDocument {
  if (document.design && isSame(document.design, edited)) return document
  const wanted = prune(edited as unknown as Record<string, unknown>, new WeakMap())
  return settle(document, edited, wanted) ?? settle(withoutAliases(document), edited, wanted) ?? readDocument(renderDesign(edited))
}

/** A design as a new file. */
export function renderDesign(design: Design): string {
  const rank = (key: string) => (sectionOrder.includes(key) ? sectionOrder.indexOf(key) : sectionOrder.length - 1.5)
  const keys = definedKeys(design).sort((a, b) => rank(a) - rank(b))
  const layout: Layout = { eol: '\n', step: 2, padding: true, json: false }
  return `${keys.map((key) => renderEntry(key, design[key as keyof Design], 0, layout, blocksOfSection(key))).join('\n')}\n`
}

/** Changing what an anchor stands for changes every alias of it, which the next round then puts right; few rounds are ever needed. */
function settle(document: DesignDocument, edited: Design, wanted: Design): DesignDocument | undefined {
  let current = document
  for (let round = 0; round < 4; round += 1) {
    if (!current.design) return undefined
    if (isSame(current.design, wanted)) return current
    current = readDocument(spliced(current, current.design, edited))
  }
  return current.design && isSame(current.design, wanted) ? current : undefined
}

function spliced(document: DesignDocument, before: Design, after: Design): string {
  const root = document.source.tree.contents
  if (!isMap(root)) return document.text
  const { text, sourceIndexes } = document
  const editing: Editing = { text, layout: layoutOf(document), splices: [], sourceIndexes }
  editMap(editing, root, before as unknown as Record<string, unknown>, after as unknown as Record<string, unknown>, [])
  return applySplices(text, editing.splices)
}

/** The same document with every alias written out. */
function withoutAliases(document: DesignDocument): DesignDocument {
  const { tree } = document.source
  const layout = layoutOf(document)
  const splices: Editing['splices'] = []
  visit(tree, {
    Alias: (_key, node) => {
      if (!isAlias(node) || !node.range) return
      const value: unknown = node.resolve(tree)?.toJS(tree)
      splices.push({ start: node.range[0], end: node.range[1], text: renderInline(value, layout) })
    },
  })
  return readDocument(applySplices(document.text, splices))
}

/** The manner in which the file is written. */
function layoutOf({ text, source }: DesignDocument): Layout {
  const root = source.tree.contents
  const nested = isMap(root) ? root.items.map((pair) => pair.value).find((value) => isMap(value) && !value.flow) : undefined
  const first = isMap(nested) ? nested.items[0]?.key : undefined
  const range = (first as { range?: [number, number, number] | null } | undefined)?.range
  return {
    eol: text.includes('\r\n') ? '\r\n' : '\n',
    step: range ? Math.max(1, columnOf(text, range[0])) : 2,
    json: isMap(root) && root.flow === true && root.items.every((pair) => isScalar(pair.key) && pair.key.type === 'QUOTE_DOUBLE'),
    padding: !/\{[^\s}]/.test(text) || /\{ \S/.test(text),
  }
}
