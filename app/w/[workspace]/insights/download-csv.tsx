'use client'

import { Download } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { useDownloadHref } from '@/components/workspace/use-download-href'

/** @param path of the API, with its query */
export function DownloadCsv({ path }: { path: string }) {
  const toHref = useDownloadHref()
  return (
    <Button asChild>
      <a href={toHref(path)} download>
        <Download aria-hidden />
        CSV
      </a>
    </Button>
  )
}
