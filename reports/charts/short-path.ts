// SPDX-License-Identifier: Apache-2.0
// Paths as short as they can be without looking different: tenths of a pixel, no point twice, and one number for a line that
// is level or upright. Most of a page's bytes are paths of staircases.

type Point = readonly [number, number];

/** The same path; one with curves, or in relative steps, is left as it is. */
export function shortPath(d: string): string {
  return isStraight(d) ? d.replace(/M[^M]*/g, straightPart) : d;
}

const number = '-?\\d+(?:\\.\\d+)?(?:e-?\\d+)?';
const straight = new RegExp(`^(?:[ML]${number},${number}|Z)+$`);

function isStraight(d: string): boolean {
  return straight.test(d);
}

function straightPart(part: string): string {
  const isClosed = part.endsWith('Z');
  const points = part
    .replaceAll('Z', '')
    .slice(1)
    .split('L')
    .map((pair): Point => {
      const [x = NaN, y = NaN] = pair.split(',').map((text) => Number(Number(text).toFixed(1)));
      return [x + 0, y + 0];
    });
  const [first = [0, 0], ...others] = withoutNeedless(points);
  let from = first;
  const steps = others.map((to) => {
    const step = from[1] === to[1] ? `H${to[0]}` : from[0] === to[0] ? `V${to[1]}` : `L${to.join(',')}`;
    from = to;
    return step;
  });
  // A lone point is drawn by a round cap only where its line goes on to itself.
  const whole = steps.length === 0 && points.length > 1 ? `H${first[0]}` : steps.join('');
  return `M${first.join(',')}${whole}${isClosed ? 'Z' : ''}`;
}

/** Without repeated points, and without those on the way along a level or an upright line. */
function withoutNeedless(points: readonly Point[]): readonly Point[] {
  const kept: Point[] = [];
  for (const point of points) {
    const last = kept.at(-1);
    const before = kept.at(-2);
    if (last?.[0] === point[0] && last[1] === point[1]) continue;
    if (last !== undefined && before !== undefined && isOnTheWay(before, last, point)) kept.pop();
    kept.push(point);
  }
  return kept;
}

function isOnTheWay([x0, y0]: Point, [x1, y1]: Point, [x2, y2]: Point): boolean {
  const isBetween = (a: number, b: number, c: number): boolean => (b - a) * (c - b) >= 0;
  return (
    (x0 === x1 && x1 === x2 && isBetween(y0, y1, y2)) || (y0 === y1 && y1 === y2 && isBetween(x0, x1, x2))
  );
}
