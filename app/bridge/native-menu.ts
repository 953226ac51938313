import * as z from 'zod'

/** What the system does itself: the clipboard in whatever field has the focus, the whole screen, the end. */
const role = z.enum(['cut', 'copy', 'paste', 'fullscreen', 'quit'])
const label = z.string().min(1).max(200)

export const nativeMenuSchema = z.strictObject({
  /** As the menu says it, in the person's language. */
  label,
  items: z
    .array(
      z.union([
        z.strictObject({ separator: z.literal(true) }),
        z.strictObject({ role, label }),
        /** `shortcut` is written as the page writes it: `Mod+Shift+Z`. */
        z.strictObject({ command: z.string().min(1).max(64), label, shortcut: z.string().max(40).optional() }),
      ]),
    )
    .max(100),
})

/** One menu of the system's menu bar. */
export type NativeMenu = z.infer<typeof nativeMenuSchema>
