/** Files that are pasted or dropped, where there are any. */
export function takeFiles(
  event: { preventDefault: () => void },
  { files, types }: DataTransfer,
  take: (files: File[]) => void,
): void {
  // copied text may bring a picture of itself along
  if (files.length === 0 || types.includes('text/plain')) return
  event.preventDefault()
  take([...files])
}
