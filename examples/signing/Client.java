// Call Fenrun as a storefront: java Client.java METHOD PATH [BODY [NAME=VALUE ...]]
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.net.*;
import java.net.http.*;
import java.security.MessageDigest;
import java.util.*;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

public class Client {
    static final String ADDRESS = System.getenv("FENRUN_URL"), KEY_ID = System.getenv("FENRUN_KEY_ID");
    static final byte[] SECRET = Base64.getDecoder().decode(System.getenv("FENRUN_SECRET"));

    static String base64(byte[] raw) {
        return Base64.getEncoder().encodeToString(raw);
    }

    static String spell(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20").replace("*", "%2A").replace("%7E", "~");
    }

    static HttpResponse<String> call(
            String method, String path, String body, SortedMap<String, String> query, String key)
            throws Exception {
        var spelt = query.entrySet().stream()
                .map(pair -> spell(pair.getKey()) + "=" + spell(pair.getValue())).collect(joining("&"));
        var headers = new LinkedHashMap<String, String>();
        var sha256 = MessageDigest.getInstance("SHA-256").digest(body.getBytes(UTF_8));
        if (!body.isEmpty()) headers.put("content-digest", "sha-256=:" + base64(sha256) + ":");
        if (method.equals("POST")) headers.put("idempotency-key", key);
        var covered = new LinkedHashMap<>(Map.of("@method", method));
        covered.put("@path", URI.create(ADDRESS + path).getRawPath());
        covered.put("@query", "?" + spelt);
        covered.putAll(headers);
        var names = covered.keySet().stream().map(name -> '"' + name + '"').collect(joining(" "));
        var created = System.currentTimeMillis() / 1000;
        var params = "(" + names + ");created=" + created + ";keyid=\"" + KEY_ID + "\"";
        covered.put("@signature-params", params);
        var base = covered.entrySet().stream()
                .map(line -> '"' + line.getKey() + "\": " + line.getValue()).collect(joining("\n"));
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
        headers.put("signature-input", "sig=" + params);
        headers.put("signature", "sig=:" + base64(mac.doFinal(base.getBytes(UTF_8))) + ":");
        headers.putAll(Map.of("authorization", "Signature", "content-type", "application/json"));
        var called = URI.create(ADDRESS + path + (spelt.isEmpty() ? "" : "?" + spelt));
        var request = HttpRequest.newBuilder(called).version(HttpClient.Version.HTTP_1_1);
        request.method(method, HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
    }

    public static void main(String[] args) throws Exception {
        var query = new TreeMap<String, String>();
        for (int i = 3; i < args.length; i++) query.put(args[i].split("=", 2)[0], args[i].split("=", 2)[1]);
        var body = args.length > 2 ? args[2] : "";
        var answer = call(args[0], args[1], body, query, UUID.randomUUID().toString());
        System.out.println(answer.statusCode() + " " + answer.body());
    }
}
