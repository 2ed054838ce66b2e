/** Makes a formatter of %START_TIME% for one format, milliseconds since the epoch to text. */
export function startTimeFormatter(format: string): (ms: number) => string {
  return format === '' ? isoFormatter() : (ms) => formatTime(ms, format);
}

/** ISO 8601 with milliseconds in UTC; all but the milliseconds is made once a second. */
function isoFormatter(): (ms: number) => string {
  let second = -1;
  let prefix = '';
  return (ms) => {
    const current = Math.floor(ms / 1000);
    if (current !== second) {
      second = current;
      prefix = new Date(current * 1000).toISOString().slice(0, -4);
    }
    const rest = Math.floor(ms - current * 1000);
    return `${prefix}${rest < 10 ? '00' : rest < 100 ? '0' : ''}${rest}Z`;
  };
}

/** strftime with Envoy's additions `%f` (nine digits of the second), `%3f`, `%6f`, `%s` (epoch seconds) and `%3s`. */
function formatTime(ms: number, format: string): string {
  const date = new Date(ms);
  return format.replace(/%(\d?)([a-zA-Z%])/g, (all, digits: string, letter: string) => {
    if (letter === 'f') return fraction(ms, digits === '' ? 9 : Number(digits));
    if (letter === 's') return digits === '' ? `${Math.floor(ms / 1000)}` : epoch(ms, Number(digits));
    return strftime(date, letter) ?? all;
  });
}

function fraction(ms: number, digits: number): string {
  return `${String(Math.floor(ms % 1000)).padStart(3, '0')}000000`.slice(0, digits);
}

function epoch(ms: number, digits: number): string {
  return `${Math.floor(ms / 1000)}${fraction(ms, digits)}`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

function strftime(date: Date, letter: string): string | undefined {
  const two = (value: number): string => String(value).padStart(2, '0');
  switch (letter) {
    case 'Y':
      return `${date.getUTCFullYear()}`;
    case 'm':
      return two(date.getUTCMonth() + 1);
    case 'd':
      return two(date.getUTCDate());
    case 'H':
      return two(date.getUTCHours());
    case 'M':
      return two(date.getUTCMinutes());
    case 'S':
      return two(date.getUTCSeconds());
    case 'b':
      return MONTHS[date.getUTCMonth()];
    case 'a':
      return DAYS[date.getUTCDay()];
    case 'F':
      return date.toISOString().slice(0, 10);
    case 'T':
      return date.toISOString().slice(11, 19);
    case 'z':
      return '+0000';
    case 'Z':
      return 'UTC';
    case '%':
      return '%';
    default:
      return undefined;
  }
}
