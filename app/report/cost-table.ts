import { toMoney } from '../run/figures.ts'
import type { Cost } from '../run/result.ts'
import { costSentence, itemText } from './cost-words.ts'
import { figure, table } from './figures-table.ts'
import { html, type Markup } from './html.ts'

/** Each component's bill of a month, and the sum of what is known. */
export function costTable(cost: Cost, nameOf: (id: string) => string): Markup {
  const rows = Object.entries(cost.components).map(([id, { perMonth, items, besides }]) => [
    html`<td>${nameOf(id)}</td>`,
    perMonth === null ? html`<td class="unit">unknown</td>` : figure(toMoney(perMonth)),
    html`<td>${items.map(itemText).join(', ')}</td>`,
    html`<td>${besides.join(', ')}</td>`,
  ])
  return html`<p>${costSentence(cost)}</p>${table(['Component', 'a month', 'billed by', 'not counted'], rows)}`
}
