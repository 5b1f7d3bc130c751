'use client'

import { Dialog } from '@/components/ui/dialog'
import { Kbd } from '@/components/ui/kbd'
import { useCommandList } from './commands'

type ShortcutHelpProps = { open: boolean; onOpenChange: (open: boolean) => void }

export function ShortcutHelp({ open, onOpenChange }: ShortcutHelpProps) {
  const commands = useCommandList().filter((command) => command.shortcut !== undefined)
  const groups = Object.entries(Object.groupBy(commands, (command) => command.group))
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keyboard shortcuts" size="md">
      <div className="grid gap-6 sm:grid-cols-2">
        {groups.map(([group, members = []]) => (
          <section key={group}>
            <h3 className="mb-1 text-fg-faint text-xs">{group}</h3>
            <ul>
              {members.map(({ id, label, shortcut }) => (
                <li key={id} className="flex h-8 items-center justify-between gap-4 border-b text-sm last:border-0">
                  {label}
                  {shortcut && <Kbd shortcut={shortcut} />}
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
