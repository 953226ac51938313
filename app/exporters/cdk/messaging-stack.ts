import { quoted } from './code.ts'
import { type Layout, referenceTo, type StackOf } from './layout.ts'
import type { QueueRef, Wiring } from './links.ts'
import { createModule } from './module.ts'
import { isOrdered, type Part, type Plan } from './plan.ts'
import { declareQueue } from './queues.ts'
import { toStackFile, type WrittenFile } from './stack-file.ts'
import { tagOfTeam } from './team-tag.ts'

/** Topics and queues, each subscription beside the queue that it fills. */
export function toMessagingStack(
  stack: StackOf<Part | QueueRef>,
  layout: Layout,
  plan: Plan,
  wiring: Wiring,
  queues: QueueRef[],
): WrittenFile {
  const module = createModule()
  const fields: string[] = []
  const made: string[] = []
  const delivered: string[] = []
  for (const member of stack.members) {
    const queue = queues.find(({ name }) => name === member.name)
    if (queue) {
      fields.push(`readonly ${queue.name}: ${module.value('WorkQueue', './constructs/work-queue.ts')};`)
      made.push(declareQueue(queue, { plan, wiring, queues, module, refer: (name) => referenceTo(name, layout, stack, module) }))
      const topics = wiring.subscriptions.filter((each) => each.queue.name === queue.name).map(({ topic }) => topic)
      for (const topic of topics) delivered.push(`${referenceTo(topic.name, layout, stack, module)}.deliversTo(this.${queue.name});`)
    } else {
      const className = module.value('EventTopic', './constructs/event-topic.ts')
      fields.push(`readonly ${member.name}: ${className};`)
      const kind = plan.parts.some((part) => part.name === member.name && isOrdered(part)) ? `, ${quoted('fifo')}` : ''
      made.push(`this.${member.name} = new ${className}(this, ${quoted(member.construct)}, ${quoted(member.id)}${kind});`)
    }
  }
  const parts = plan.parts.filter(({ name }) => stack.members.some((member) => member.name === name))
  return toStackFile(stack, module, {
    about: 'Queues and topics. What waits in them is state too, so they stand apart from the services.',
    fields,
    blocks: [
      [...made, ...delivered].join('\n'),
      parts.flatMap(({ name, component }) => tagOfTeam(name, component.team, module)).join('\n'),
    ],
    yours: 'messaging',
  })
}
