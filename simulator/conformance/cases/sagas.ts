import { type ConformanceCase, toCase } from '../case.ts'
import * as saga from '../formulas/saga.ts'
import { journey, perRequest } from '../metrics.ts'

const independent = 'independent failures'

export const sagaCases: ConformanceCase[] = [
  toCase({
    name: 'saga with compensation',
    design: 'saga',
    parameters: { a: 'components.stock.failureRate', b: 'components.payment.failureRate', c: 'components.shipping.failureRate' },
    rows: [
      [journey.failed, saga.failedSagas, 0.496, 1, `${independent}: 1-(1-a)(1-b)(1-c)`],
      [undone('stock'), saga.firstUndone, 0.396, 1.5, `${independent}: (1-a)(1-(1-b)(1-c))`],
      [undone('payment'), saga.secondUndone, 0.216, 1.5, `${independent}: (1-a)(1-b)c`],
    ],
    others: [{ values: { a: 0.4, c: 0.6 } }, { values: { b: 0.5 } }],
  }),
]

function undone(component: string) {
  return perRequest(`${component}_undone_per_request`, ({ connections }) => connections[`server->${component}`]?.undone)
}
