/** In place of what is still on its way. It shows only when that takes long enough to wonder. */
export function Waiting() {
  return (
    <p role="status" className="late p-4 text-muted">
      Reading the index…
    </p>
  );
}
