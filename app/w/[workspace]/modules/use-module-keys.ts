'use client'

import { useCommands } from '@/components/frame/commands'
import { currentRow, useRowKeys } from '@/components/frame/use-row-keys'

type ModuleKeys = {
  onToggle: (id: string) => void
  onArchive: (id: string) => void
  onSearch: () => void
  onNew: () => void
  onClear: () => void
}

/** Keyboard of the list of modules. */
export function useModuleKeys({ onToggle, onArchive, onSearch, onNew, onClear }: ModuleKeys) {
  const group = 'Modules'
  useRowKeys(group)
  useCommands([
    {
      id: 'modules:select',
      label: 'Select the row',
      group,
      shortcut: 'x',
      isHidden: true,
      run: () => {
        const id = currentRow()?.dataset.row
        if (id) onToggle(id)
      },
    },
    {
      id: 'modules:archive',
      label: 'Archive or restore the row',
      group,
      shortcut: 'e',
      isHidden: true,
      run: () => {
        const id = currentRow()?.dataset.row
        if (id) onArchive(id)
      },
    },
    { id: 'modules:clear', label: 'Clear the selection', group, shortcut: 'escape', isHidden: true, run: onClear },
    { id: 'modules:search', label: 'Search modules', group, shortcut: '/', run: onSearch },
    { id: 'modules:new', label: 'New module', group, shortcut: 'n', run: onNew },
  ])
}
