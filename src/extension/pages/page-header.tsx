/** A page's name beside the extension's own sign. */
export function PageHeader({ title }: { title: string }) {
  return (
    <header class="masthead">
      <img src="/icons/masthead-128.png" width="40" height="40" alt="" />
      <h1>{title}</h1>
    </header>
  )
}
