'use client'

import { ClipboardPaste, Files, Folder, History, Upload } from 'lucide-react'
import { type ChangeEvent, useRef } from 'react'
import { Button } from '@/components/ui/button'
import { DropdownMenu, MenuItem, MenuSeparator } from '@/components/ui/dropdown-menu'
import { filesOfInput, type PickedFile } from './read-files'

/** React's types do not know the attribute. */
const PICKS_FOLDER = { webkitdirectory: '' }

type ImportMenuProps = { onFiles: (files: PickedFile[]) => void; onPaste: () => void; onHistory: () => void }

export function ImportMenu({ onFiles, onPaste, onHistory }: ImportMenuProps) {
  const files = useRef<HTMLInputElement>(null)
  const folder = useRef<HTMLInputElement>(null)
  const onChange = (event: ChangeEvent<HTMLInputElement>) => {
    if (event.target.files) onFiles(filesOfInput(event.target.files))
    // Picking the same files again must count as a change.
    event.target.value = ''
  }
  return (
    <>
      <input
        ref={files}
        type="file"
        multiple
        accept=".md,.mdx,.mdc,.markdown,.txt,.zip,.cursorrules,.windsurfrules,.clinerules"
        onChange={onChange}
        hidden
        aria-label="Files to import"
      />
      <input ref={folder} type="file" {...PICKS_FOLDER} onChange={onChange} hidden aria-label="Folder to import" />
      <DropdownMenu
        align="end"
        trigger={
          <Button>
            <Upload />
            Import
          </Button>
        }
      >
        <MenuItem onSelect={() => files.current?.click()}>
          <Files aria-hidden />
          Files or a zip
        </MenuItem>
        <MenuItem onSelect={() => folder.current?.click()}>
          <Folder aria-hidden />
          Folder
        </MenuItem>
        <MenuItem onSelect={onPaste}>
          <ClipboardPaste aria-hidden />
          Paste markdown
        </MenuItem>
        <MenuSeparator />
        <MenuItem onSelect={onHistory}>
          <History aria-hidden />
          Last imports
        </MenuItem>
      </DropdownMenu>
    </>
  )
}
