import * as z from 'zod'
import type { Component } from '../design/design.ts'
import type { Work } from '../design/fields.ts'
import { count, size, work } from '../design/fields.ts'
import { toBytes, toMilliseconds } from '../design/quantities.ts'
import type { WorkTime } from './component.ts'
import { imageReference, longestImageReference } from './image-reference.ts'
import { toWorkTime } from './work-time.ts'

/** Parameters that several kinds share, and how their values are read. */

export const replicasField = () =>
  count(1, 100)
    .optional()
    .meta({ title: 'Replicas', absent: 1, unit: 'replicas', section: 'Capacity', description: 'How many copies run.' })

export const cpuField = () =>
  z
    .number()
    .positive()
    .max(256)
    .optional()
    .meta({ title: 'CPU limit', unit: 'cores', section: 'Container', description: 'Cores one replica may use; absent: no limit.' })

export const memoryField = () =>
  size().optional().meta({ title: 'Memory limit', section: 'Container', description: 'Memory one replica may use; absent: no limit.' })

export const workField = (absent: Work, description: string) =>
  work()
    .optional()
    .meta({ title: 'Work', section: 'Work per request', absent: toShortText(absent), description })

export const imageField = (absent?: string) =>
  z
    .string()
    .min(1)
    .max(longestImageReference)
    .regex(imageReference, 'is not an image: write a name in small letters, such as ghcr.io/acme/orders:1.4')
    .optional()
    .meta({
      title: 'Image',
      section: 'Container',
      description: 'The container image that runs.',
      ...(absent === undefined ? {} : { absent }),
    })

/** The component's parameter as a number, or what stands for it where it is absent. */
export function numberOf(component: Component, parameter: string, absent: number): number {
  const value = component[parameter]
  return typeof value === 'number' ? value : absent
}

export function textOf(component: Component, parameter: string): string | undefined {
  const value = component[parameter]
  return typeof value === 'string' ? value : undefined
}

export function workOf(component: Component, absent: Work): WorkTime {
  return toWorkTime((component.work as Work | undefined) ?? absent)
}

/** The limits of a container plan, left out where the design sets none. */
export function limitsOf(component: Component): { cpus?: number; memoryBytes?: number } {
  const memory = textOf(component, 'memory')
  return {
    ...(typeof component.cpu === 'number' ? { cpus: component.cpu } : {}),
    ...(memory === undefined ? {} : { memoryBytes: toBytes(memory) }),
  }
}

/** `4 ms` from the work's `4ms`. */
export function workTimeText(component: Component, absent: Work): string {
  return ((component.work as Work | undefined) ?? absent).time.replace(/([a-z]+)$/, ' $1')
}

function toShortText({ time, distribution, cv }: Work): string {
  const text = toMilliseconds(time) === 0 ? 'none' : `${time} ${distribution ?? 'exponential'}`
  return cv === undefined ? text : `${text}, cv ${cv}`
}

/** The part of a behaviour under its name, left out where there is none. */
export function given<K extends string, T>(name: K, part: T | undefined): { [key in K]?: T } {
  return part === undefined ? {} : ({ [name]: part } as { [key in K]: T })
}
