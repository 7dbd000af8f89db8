<?php // Call Fenrun as a storefront: php client.php METHOD PATH [BODY [NAME=VALUE ...]]
[$url, $keyId, $secret] = array_map('getenv', ['FENRUN_URL', 'FENRUN_KEY_ID', 'FENRUN_SECRET']);

function call($method, $path, $body = '', $query = [], $key = null) {
    global $url, $keyId, $secret;
    ksort($query, SORT_STRING);
    [$spelt, $headers] = [http_build_query($query, '', '&', PHP_QUERY_RFC3986), []];
    if ($body !== '') {
        $headers['content-digest'] = 'sha-256=:' . base64_encode(hash('sha256', $body, true)) . ':';
    }
    if ($method === 'POST') $headers['idempotency-key'] = $key ?? bin2hex(random_bytes(16));
    $covered = ['@method' => $method, '@path' => parse_url($url . $path, PHP_URL_PATH), '@query' => "?$spelt"] + $headers;
    $params = '("' . implode('" "', array_keys($covered)) . '");created=' . time() . ";keyid=\"$keyId\"";
    $base = '';
    foreach ($covered as $name => $value) $base .= "\"$name\": $value\n";
    $base .= "\"@signature-params\": $params";
    $mac = base64_encode(hash_hmac('sha256', $base, base64_decode($secret), true));
    $headers += ['signature-input' => "sig=$params", 'signature' => "sig=:$mac:"];
    $headers += ['authorization' => 'Signature', 'content-type' => 'application/json'];
    $lines = array_map(fn ($name) => "$name: $headers[$name]", array_keys($headers));
    $http = ['method' => $method, 'header' => $lines, 'content' => $body, 'ignore_errors' => true];
    $called = $url . $path . ($spelt === '' ? '' : "?$spelt");
    $answer = fopen($called, 'r', false, stream_context_create(['http' => $http]));
    $status = explode(' ', stream_get_meta_data($answer)['wrapper_data'][0])[1];
    return [(int) $status, stream_get_contents($answer)];
}

$query = [];
foreach (array_slice($argv, 4) as $pair) $query += array_combine(...array_chunk(explode('=', $pair, 2), 1));
echo implode(' ', call($argv[1], $argv[2], $argv[3] ?? '', $query)), "\n";
