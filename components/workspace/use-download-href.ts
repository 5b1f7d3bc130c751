import { useParams } from 'next/navigation'

/** The address of an answer of the API for a link, which cannot send the header that names the workspace. */
export function useDownloadHref(): (path: string) => string {
  const { workspace } = useParams<{ workspace: string }>()
  return (path) => `${path}${path.includes('?') ? '&' : '?'}workspace=${encodeURIComponent(workspace)}`
}
