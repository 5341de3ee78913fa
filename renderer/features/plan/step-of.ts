/** How far a key moves in a list, in rows; null for a key that does not move. */
export function stepOf(key: string, page: number, total: number): number | null {
  switch (key) {
    case "ArrowDown":
    case "j":
      return 1;
    case "ArrowUp":
    case "k":
      return -1;
    case "PageDown":
      return Math.max(1, page - 1);
    case "PageUp":
      return -Math.max(1, page - 1);
    case "Home":
      return -total;
    case "End":
      return total;
    default:
      return null;
  }
}
