<?php // Call Fenrun as a storefront: php client.php METHOD PATH [BODY [NAME=VALUE ...]]
function call(string $method, string $path, string $body = '', array $query = [], ?string $key = null): array {
    [$url, $keyId, $secret] = array_map('getenv', ['FENRUN_URL', 'FENRUN_KEY_ID', 'FENRUN_SECRET']);
    ksort($query, SORT_STRING);
    $spelt = http_build_query($query, '', '&', PHP_QUERY_RFC3986);
    $headers = [];
    if ($body !== '') $headers['content-digest'] = 'sha-256=:' . base64_encode(hash('sha256', $body, true)) . ':';
    if ($method === 'POST') $headers['idempotency-key'] = $key ?? bin2hex(random_bytes(16));
    $covered = ['@method' => $method, '@path' => parse_url($url . $path, PHP_URL_PATH), '@query' => "?$spelt"] + $headers;
    $params = '("' . implode('" "', array_keys($covered)) . '");created=' . time() . ";keyid=\"$keyId\"";
    $base = '';
    foreach ($covered as $name => $value) $base .= "\"$name\": $value\n";
    $base .= "\"@signature-params\": $params";
    $headers['signature-input'] = "sig=$params";
    $headers['signature'] = 'sig=:' . base64_encode(hash_hmac('sha256', $base, base64_decode($secret), true)) . ':';
    $headers += ['authorization' => 'Signature', 'content-type' => 'application/json'];
    $lines = array_map(fn ($name) => "$name: $headers[$name]", array_keys($headers));
    $options = ['method' => $method, 'header' => $lines, 'content' => $body, 'ignore_errors' => true];
    $text = file_get_contents($url . $path . ($spelt === '' ? '' : "?$spelt"), false, stream_context_create(['http' => $options]));
    return [(int) explode(' ', $http_response_header[0])[1], $text];
}

parse_str(implode('&', array_map(fn ($pair) => implode('=', array_map('rawurlencode', explode('=', $pair, 2))), array_slice($argv, 4))), $query);
echo implode(' ', call($argv[1], $argv[2], $argv[3] ?? '', $query)), "\n";
