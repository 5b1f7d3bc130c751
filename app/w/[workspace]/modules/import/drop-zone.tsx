'use client'

import { FileDown } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { filesOfDrop, type PickedFile } from './read-files'

/** The whole page takes files, folders and zips; while something is dragged over it, it says so. */
export function DropZone({ onFiles }: { onFiles: (files: PickedFile[]) => void }) {
  const [isOver, setIsOver] = useState(false)
  const depth = useRef(0)
  const latest = useRef(onFiles)
  useEffect(() => {
    latest.current = onFiles
  })

  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
    const onEnter = (event: DragEvent) => {
      if (!hasFiles(event)) return
      depth.current += 1
      setIsOver(true)
    }
    const onLeave = (event: DragEvent) => {
      if (!hasFiles(event)) return
      depth.current = Math.max(0, depth.current - 1)
      if (depth.current === 0) setIsOver(false)
    }
    const onOver = (event: DragEvent) => {
      if (hasFiles(event)) event.preventDefault()
    }
    const onDrop = async (event: DragEvent) => {
      if (!event.dataTransfer || !hasFiles(event)) return
      event.preventDefault()
      depth.current = 0
      setIsOver(false)
      latest.current(await filesOfDrop(event.dataTransfer))
    }
    window.addEventListener('dragenter', onEnter)
    window.addEventListener('dragleave', onLeave)
    window.addEventListener('dragover', onOver)
    window.addEventListener('drop', onDrop)
    return () => {
      window.removeEventListener('dragenter', onEnter)
      window.removeEventListener('dragleave', onLeave)
      window.removeEventListener('dragover', onOver)
      window.removeEventListener('drop', onDrop)
    }
  }, [])

  if (!isOver) return null
  return (
    <div className="pointer-events-none fixed inset-2 z-40 grid animate-fade place-items-center rounded-md border-2 border-accent border-dashed bg-background/85">
      <div className="flex flex-col items-center gap-2 text-center">
        <FileDown className="size-6 text-accent" aria-hidden />
        <p className="font-semibold text-lg">Drop to import</p>
        <p className="text-fg-muted text-sm">
          Markdown or text files, folders or a zip. Known modules get a new version.
        </p>
      </div>
    </div>
  )
}
