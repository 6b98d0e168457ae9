// The words of the vocabularies: each list sorted.
#pragma once

#include "core/pattern/word_list.hpp"

namespace homeostat::pattern {

inline constexpr auto js_array = word_list<
    "concat every fill filter find findIndex flat flatMap forEach join map pop push reduce "
    "reverse shift some sort splice unshift">();

inline constexpr auto js_text = word_list<
    "charAt charCodeAt endsWith localeCompare match matchAll normalize padEnd padStart "
    "repeat replace replaceAll search split startsWith substring toLowerCase toUpperCase "
    "trim trimEnd trimStart">();

inline constexpr auto js_words = word_list<
    "AbortController Array BigInt Boolean Buffer Date Error Infinity Intl JSON Map Math NaN "
    "Number Object Promise Proxy RangeError ReferenceError Reflect RegExp Set String Symbol "
    "SyntaxError TypeError URL URLSearchParams WeakMap WeakSet abs add addEventListener all "
    "allSettled assign at bind byteLength catch ceil clear clearInterval clearTimeout "
    "codePointAt concat console copyWithin decodeURIComponent defineProperties "
    "defineProperty document encodeURIComponent entries filter finally findLast "
    "findLastIndex floor freeze from fromEntries get getOwnPropertyNames getTime "
    "getTimezoneOffset globalThis has hasOwn hasOwnProperty includes indexOf isArray "
    "isFinite isInteger isNaN isSafeInteger keys lastIndexOf length log max min nextTick now "
    "of parse parseFloat parseInt pow preventDefault push random reduceRight reject "
    "removeEventListener resolve round set setInterval setTimeout size slice some sort sqrt "
    "stopPropagation stringify subarray substr then toFixed toISOString toJSON "
    "toLocaleString toPrecision toString trunc useCallback useEffect useMemo useRef useState "
    "valueOf values window">();

inline constexpr auto python_array = word_list<"append extend index insert pop remove sort">();

inline constexpr auto python_text = word_list<
    "capitalize encode endswith format join lower lstrip partition replace rsplit rstrip "
    "split splitlines startswith strip title upper">();

inline constexpr auto python_map = word_list<"get items keys setdefault update values">();

inline constexpr auto python_words = word_list<
    "ArithmeticError AssertionError AttributeError BaseException EOFError Exception "
    "FileNotFoundError IOError ImportError IndexError KeyError KeyboardInterrupt LookupError "
    "ModuleNotFoundError NameError NotImplementedError OSError OverflowError PermissionError "
    "RecursionError RuntimeError StopIteration TimeoutError TypeError UnicodeDecodeError "
    "UnicodeEncodeError ValueError Warning ZeroDivisionError __init__ __len__ __name__ "
    "__repr__ __str__ abs all any append bool bytearray bytes callable casefold ceil chr "
    "classmethod decode defaultdict deque dict divmod enumerate expandtabs filter float "
    "floor frozenset getattr hasattr int is_integer isalnum isalpha isdigit isdir isfile "
    "isinf isinstance islower isnan isnumeric isspace issubclass isupper iter len list ljust "
    "map max memoryview min nan next object ord popitem pow print property range readline "
    "readlines remove repr reversed rfind rindex rjust round set setattr slice sorted "
    "staticmethod str strerror strftime sum super swapcase total_seconds tuple type utcnow "
    "vars zfill zip">();

inline constexpr auto php_words = word_list<
    "ArrayAccess ArrayIterator ArrayObject BadMethodCallException Closure Countable DateTime "
    "DateTimeImmutable DateTimeZone DivisionByZeroError DomainException Error ErrorException "
    "Exception InvalidArgumentException Iterator JsonException LengthException "
    "LogicException OutOfBoundsException OutOfRangeException OverflowException "
    "RangeException ReflectionClass RuntimeException SplObjectStorage Stringable Throwable "
    "Traversable TypeError UnexpectedValueException ValueError abs array_chunk array_column "
    "array_combine array_count_values array_diff array_diff_key array_fill array_fill_keys "
    "array_filter array_flip array_intersect array_intersect_key array_is_list "
    "array_key_exists array_key_first array_key_last array_keys array_map array_merge "
    "array_merge_recursive array_pad array_pop array_push array_rand array_reduce "
    "array_replace array_reverse array_search array_shift array_slice array_splice array_sum "
    "array_unique array_unshift array_values array_walk arsort asort basename bin2hex "
    "boolval ceil checkdate chr class_exists compact count ctype_digit current date defined "
    "dirname end explode fclose feof fgets file_exists filter_var floatval floor fmod "
    "function_exists get getCode getMessage get_class get_object_vars gettype has "
    "html_entity_decode htmlentities htmlspecialchars implode in_array intdiv "
    "interface_exists intval is_array is_bool is_callable is_countable is_dir is_file "
    "is_finite is_float is_infinite is_int is_integer is_iterable is_nan is_null is_numeric "
    "is_object is_readable is_resource is_scalar is_string is_subclass_of is_writable "
    "iterator_to_array json_decode json_encode json_last_error key key_exists krsort ksort "
    "lcfirst ltrim max mb_strlen mb_strpos mb_strtolower mb_strtoupper mb_substr "
    "method_exists microtime min mktime natsort next nl2br number_format ord parse_url "
    "pathinfo pow preg_match preg_match_all preg_quote preg_replace preg_split prev print_r "
    "property_exists range rawurlencode realpath reset round rsort rtrim serialize set "
    "sizeof sort spl_object_hash sprintf sqrt stdClass str_contains str_ends_with str_pad "
    "str_repeat str_replace str_split str_starts_with strcasecmp strcmp strip_tags stripos "
    "strlen strncmp strpos strrpos strstr strtolower strtotime strtoupper strtr strval "
    "substr substr_count time toArray trim uasort ucfirst ucwords uksort uniqid urldecode "
    "urlencode usort utf8_decode utf8_encode var_export vsprintf wordwrap">();

inline constexpr auto go_words = word_list<
    "Add After As Atoi Background Before Cause Close Contains Context Count Done Duration "
    "EOF EqualFold Err Error Errorf Fields Format Fprintf Get HasPrefix HasSuffix Index Int "
    "Is IsNil IsZero Itoa Join Len Lock Marshal Max Min New Now ParseBool ParseFloat "
    "ParseInt Print Printf Println RLock RUnlock Repeat Replace ReplaceAll Set Since Sleep "
    "Split Sprint Sprintf String Sub ToLower ToUpper Trim TrimPrefix TrimSpace TrimSuffix "
    "Unlock Unmarshal Unwrap any append bool byte bytes cap clear close comparable complex "
    "copy delete err error errors float32 float64 fmt int int16 int32 int64 int8 io len log "
    "make math max min new ok panic print recover rune sort strconv strings sync uint uint16 "
    "uint32 uint64 uint8 uintptr">();

inline constexpr auto java_words = word_list<
    "ArithmeticException ArrayIndexOutOfBoundsException ArrayList Arrays Boolean Byte "
    "Character Class ClassCastException Collection Collections Collectors Comparator Double "
    "Duration Exception Float HashMap HashSet IOException IllegalArgumentException "
    "IllegalStateException IndexOutOfBoundsException Instant Integer Iterator LinkedHashMap "
    "List Locale Long Map Math NoSuchElementException NullPointerException Number "
    "NumberFormatException Object Objects Optional OptionalInt Override RuntimeException Set "
    "Short Stream String StringBuilder StringUtils Throwable UnsupportedOperationException "
    "abs add addAll append asList charAt clear compare compareTo computeIfAbsent contains "
    "containsKey containsValue copyOf currentTimeMillis emptyList emptyMap emptySet endsWith "
    "entrySet equals equalsIgnoreCase findFirst forEach get getCause getClass getKey "
    "getMessage getName getOrDefault getValue hasNext hashCode ifPresent indexOf intValue "
    "isBlank isEmpty isPresent iterator join keySet lastIndexOf length longValue map matches "
    "max min nonNull of ofNullable orElse orElseGet orElseThrow parseDouble parseInt "
    "parseLong put putAll putIfAbsent remove removeIf replace replaceAll requireNonNull "
    "requireNonNullElse reverse round set size sort split startsWith stream strip sublist "
    "substring toArray toList toLowerCase toString toUpperCase trim valueOf">();

inline constexpr auto kotlin_words = word_list<
    "Any Array Boolean Byte Char Double Exception Float IllegalArgumentException "
    "IllegalStateException IndexOutOfBoundsException Int List Long Map MutableList "
    "MutableMap NoSuchElementException NullPointerException NumberFormatException Pair "
    "Result RuntimeException Sequence Set Short String Unit add all also any apply associate "
    "check checkNotNull coerceAtLeast coerceAtMost coerceIn contains containsKey distinct "
    "elementAtOrNull emptyList emptyMap filter filterNotNull find firstOrNull flatMap fold "
    "forEach forEachIndexed get getOrDefault getOrElse getOrNull getOrPut groupBy indexOf "
    "indices isBlank isEmpty isNotBlank isNotEmpty isNullOrBlank isNullOrEmpty it "
    "joinToString lastIndex lastOrNull lazy let listOf map mapNotNull mapOf max maxOf "
    "maxOrNull message min minOf minOrNull mutableListOf mutableMapOf onEach orEmpty println "
    "put remove removeAll repeat replace require requireNotNull reversed run runCatching "
    "setOf singleOrNull sorted sortedBy split startsWith substring sum sumOf take takeIf "
    "takeUnless toDouble toDoubleOrNull toInt toIntOrNull toList toLong toLongOrNull toMap "
    "toSet toString trim until with withIndex zip">();

inline constexpr auto csharp_words = word_list<
    "Abs Action Add AddRange Aggregate Any Append Argument ArgumentException "
    "ArgumentNullException ArgumentOutOfRangeException Array Boolean Cast Ceiling Clear "
    "Compare Concat ConfigureAwait Console Contains ContainsKey Convert Count DateTime "
    "DefaultIfEmpty Dictionary Dispose Distinct Double ElementAt ElementAtOrDefault Empty "
    "EndsWith Enumerable Equals Exception Exists Find First FirstOrDefault Floor ForEach "
    "Format Func GetHashCode GetType GetValueOrDefault GroupBy Guid HasValue HashSet "
    "IDisposable IEnumerable IList IndexOf IndexOutOfRangeException Insert Int32 "
    "InvalidCastException InvalidOperationException IsNullOrEmpty IsNullOrWhiteSpace Join "
    "Key KeyNotFoundException Keys Last LastOrDefault Length List Math Max Message Min "
    "NotImplementedException NotSupportedException Now NullReferenceException Nullable "
    "Object OrderBy Parse Remove RemoveAt Replace Result Reverse Round Select SelectMany "
    "Single SingleOrDefault Skip Sort Split StartsWith String StringBuilder StringComparison "
    "Substring Sum Take Task TimeSpan ToArray ToDictionary ToList ToLower ToLowerInvariant "
    "ToString ToUpper Trim TrimEnd TrimStart TryGetValue TryParse Tuple UtcNow Value Values "
    "Where Zip nameof">();

inline constexpr auto c_words = word_list<
    "NULL abort abs append assert at back begin bool c_str calloc capacity cbegin ceil cend "
    "cerr clear compare contains copy cout emplace emplace_back empty end endl erase errno "
    "exit fabs fclose feof fgets fill find floor fmax fmin fopen fprintf free front get "
    "has_value insert int16_t int32_t int64_t int8_t isalnum isalpha isdigit isnan isspace "
    "length lower_bound make_pair make_shared make_unique malloc map max memcmp memcpy "
    "memmove memset min move npos nullopt optional out_of_range pair pop_back printf "
    "ptrdiff_t push push_back rbegin realloc rend reserve reset resize runtime_error set "
    "shared_ptr size size_t size_type snprintf sort sprintf sqrt ssize_t std stderr stdout "
    "stoi strchr strcmp strcpy strdup string string_view strlen strncmp strncpy strnlen "
    "strstr strtol substr swap to_string tolower toupper uint16_t uint32_t uint64_t uint8_t "
    "uintptr_t unique_ptr unordered_map upper_bound value value_or vector">();

inline constexpr auto rust_words = word_list<
    "Arc BTreeMap Box Cell Clone Cow Debug Default Display Duration Err Error From FromStr "
    "HashMap HashSet Instant Into Iterator Mutex None Ok Option Path PathBuf Rc RefCell "
    "Result Some String ToString Vec abs all and_then any as_bytes as_deref as_mut as_ref "
    "as_str assert assert_eq bool borrow borrow_mut char checked_add checked_div checked_mul "
    "checked_rem checked_sub chunks clear clone cloned cmp collect contains contains_key "
    "copied default drain ends_with enumerate eprintln eq err expect extend f32 f64 filter "
    "filter_map find flat_map fold for_each format from get get_mut get_or_insert_with i128 "
    "i16 i32 i64 i8 insert into into_iter is_alphanumeric is_empty is_err is_none is_ok "
    "is_some isize iter iter_mut join len lock map map_err map_or matches max min new next "
    "nth ok ok_or ok_or_else or_default or_else or_insert or_insert_with panic parse "
    "partial_cmp peek pop pow print println push push_str remove repeat replace retain rev "
    "saturating_add saturating_mul saturating_sub skip sort sort_by split split_at "
    "split_whitespace starts_with str strip_prefix strip_suffix sum swap take then "
    "to_lowercase to_owned to_string to_uppercase to_vec trim truncate try_from try_into "
    "u128 u16 u32 u64 u8 unreachable unwrap unwrap_or unwrap_or_default unwrap_or_else usize "
    "vec wrapping_add wrapping_sub write writeln zip">();

inline constexpr auto generic_words =
    word_list<"Err Error None Ok Some err error isEmpty len length max min size string toString">();

}  // namespace homeostat::pattern
