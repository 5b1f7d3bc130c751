'use client'

import { Download } from 'lucide-react'
import { downloadFile } from '@/components/context/download-file'
import { Button } from '@/components/ui/button'
import { toCsv } from '@/lib/schemas/texts/csv'

type CsvButtonProps = {
  /** Of the file, without its ending. */
  name: string
  /** The head of the table, then its rows. */
  read: () => (string | number | null | undefined)[][]
}

/** A table that is all in the page, as a file. */
export function CsvButton({ name, read }: CsvButtonProps) {
  return (
    <Button size="sm" onClick={() => downloadFile(`${name}.csv`, 'text/csv', toCsv(read()))}>
      <Download />
      CSV
    </Button>
  )
}
