<?php
/**
 * One signed delivery to Retorno.
 *
 * @package Retorno
 */

defined( 'ABSPATH' ) || exit;

/**
 * Signs a body and posts it. Knows nothing of carts and keeps nothing but the clock's drift and the last outcome.
 */
class Retorno_Sender {

	const CLOCK = 'retorno_clock_drift';
	const LAST  = 'retorno_last_delivery';

	/**
	 * Posts a body. A 401 may mean that this shop's clock is wrong: its `Date` says by how much, and once corrected
	 * the delivery is tried a second time at once.
	 *
	 * @param string $body       Exactly what is signed and sent.
	 * @param array  $connection As `Retorno_Connection::get` tells.
	 * @return array{outcome:string,error:string,retry_after:int} Outcome is `sent`, `later` or `never`.
	 */
	public static function send( $body, $connection ) {
		$answer = self::post( $body, $connection );
		if ( 401 === (int) wp_remote_retrieve_response_code( $answer ) && self::correct_clock( $answer ) ) {
			$answer = self::post( $body, $connection );
		}
		$result = self::judge( $answer );
		update_option(
			self::LAST,
			array(
				'at'    => time(),
				'error' => $result['error'],
			),
			false
		);
		return $result;
	}

	/**
	 * The signature of a body at an instant.
	 *
	 * @param string $body      What is sent.
	 * @param int    $timestamp Unix seconds, as in the header.
	 * @param string $secret    The store's webhook secret.
	 * @return string
	 */
	public static function signature( $body, $timestamp, $secret ) {
		return 'v1=' . hash_hmac( 'sha256', $timestamp . '.' . $body, $secret );
	}

	/**
	 * One request. The address was given by somebody who may manage the shop, so it may also be on the shop's own
	 * network or on an unusual port, which `wp_safe_remote_post` would refuse. Redirects are not followed: what is
	 * signed for one address is for no other.
	 *
	 * @param string $body       What is sent.
	 * @param array  $connection Where to, and the secret.
	 * @return array|WP_Error
	 */
	private static function post( $body, $connection ) {
		$timestamp = time() + (int) get_option( self::CLOCK, 0 );
		return wp_remote_post(
			$connection['webhook_url'],
			array(
				'timeout'     => 15,
				'redirection' => 0,
				'user-agent'  => 'Retorno-WooCommerce/' . RETORNO_VERSION,
				'headers'     => array(
					'Content-Type'        => 'application/json',
					'X-Retorno-Store'     => $connection['store_id'],
					'X-Retorno-Timestamp' => (string) $timestamp,
					'X-Retorno-Signature' => self::signature( $body, $timestamp, $connection['webhook_secret'] ),
				),
				'body'        => $body,
			)
		);
	}

	/**
	 * Learns the drift of this shop's clock from a 401's `Date`; true when it was off by more than a minute.
	 *
	 * @param array|WP_Error $answer The refusal.
	 * @return bool
	 */
	private static function correct_clock( $answer ) {
		$date = wp_remote_retrieve_header( $answer, 'date' );
		$said = is_string( $date ) ? strtotime( $date ) : false;
		if ( false === $said ) {
			return false;
		}
		$drift = $said - time();
		if ( abs( $drift - (int) get_option( self::CLOCK, 0 ) ) <= 60 ) {
			return false;
		}
		update_option( self::CLOCK, $drift, false );
		return true;
	}

	/**
	 * What an answer means for the delivery.
	 *
	 * @param array|WP_Error $answer What came back.
	 * @return array{outcome:string,error:string,retry_after:int}
	 */
	private static function judge( $answer ) {
		if ( is_wp_error( $answer ) ) {
			return self::result( 'later', $answer->get_error_message(), 0 );
		}
		$status = (int) wp_remote_retrieve_response_code( $answer );
		if ( $status >= 200 && $status < 300 ) {
			return self::result( 'sent', '', 0 );
		}
		$error = 'Retorno answered ' . $status;
		// Too large or not understood stays so; a refused signature may be healed by connecting again.
		if ( in_array( $status, array( 400, 413, 422 ), true ) ) {
			return self::result( 'never', $error, 0 );
		}
		$asked = wp_remote_retrieve_header( $answer, 'retry-after' );
		return self::result( 'later', $error, is_string( $asked ) && ctype_digit( $asked ) ? min( (int) $asked, HOUR_IN_SECONDS ) : 0 );
	}

	/**
	 * A result's shape.
	 *
	 * @param string $outcome     `sent`, `later` or `never`.
	 * @param string $error       Why not.
	 * @param int    $retry_after Seconds that were asked for.
	 * @return array{outcome:string,error:string,retry_after:int}
	 */
	private static function result( $outcome, $error, $retry_after ) {
		return compact( 'outcome', 'error', 'retry_after' );
	}
}
