import * as fc from 'fast-check'
import { awkwardText } from '../../../app/exporters/fixtures/arbitrary-sound-design.ts'
import { scenarioOf } from '../../../app/run/scenario.ts'
import { makeReport } from '../../../main/make-report.ts'
import { anyDesign } from '../../../simulator/engine/fixtures/any-design.ts'
import { predicted } from '../predicted.mjs'

export const target = {
  arbitrary: fc.tuple(anyDesign, awkwardText, fc.integer({ min: 1, max: 1000 })),
  async run([design, name, seed]) {
    const named = { ...design, name: name.slice(0, 100) || 'a' }
    const result = await predicted(named, seed)
    const [scenario] = Object.keys(design.scenarios ?? {})
    const parts = { design: named, scenario: scenarioOf(named, scenario, 1), result, command: name, version: '0.0.0' }
    if (/<script/i.test(await makeReport(parts))) throw new Error('a report with a script')
    return true
  },
}
