import * as fc from 'fast-check'
import { pngExporter } from '../../../app/exporters/diagram/png-exporter.ts'
import { arbitrarySoundDesign, awkwardText } from '../../../app/exporters/fixtures/arbitrary-sound-design.ts'
import { arrange } from '../../../main/arrange.ts'
import { createPngPainter } from '../../../main/png-painter.ts'

export const target = {
  arbitrary: fc.tuple(arbitrarySoundDesign, awkwardText),
  async run([design, name]) {
    const named = { ...design, name: name.slice(0, 100) || 'a' }
    const layout = await arrange(named)
    const { files } = pngExporter.export(named, {
      runtimeBundle: '',
      version: '0.0.0',
      newSecret: () => '',
      layout,
      toPng: await createPngPainter(),
    })
    if (!files[0]?.content.startsWith('iVBORw0KGgo')) throw new Error('no PNG was made')
    return true
  },
}
